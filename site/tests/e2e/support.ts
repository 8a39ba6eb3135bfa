import { test as base, expect, type Page } from '@playwright/test';
import axe from 'axe-core';

/** Every page of every test: no error in the console, no report of the content security policy, no request to anybody else. */
export const test = base.extend<{ guard: Guard }>({
  guard: [
    async ({ page, baseURL }, use) => {
      const guard = new Guard();
      guard.watch(page, baseURL ?? '');
      await use(guard);
      expect(guard.errors, 'console errors and policy reports').toEqual([]);
      expect(guard.foreign, 'requests to others').toEqual([]);
    },
    { auto: true },
  ],
});

class Guard {
  errors: string[] = [];
  foreign: string[] = [];
  /** What a test provokes itself, such as the browser's own line about an answer 402. */
  allowed: RegExp[] = [];

  watch(page: Page, site: string): void {
    const note = (text: string): void => {
      if (!this.allowed.some((pattern) => pattern.test(text))) {
        this.errors.push(text);
      }
    };
    page.on('pageerror', (error) => note(String(error)));
    page.on('console', (message) => {
      if (message.type() === 'error' || /Content Security Policy|violates/i.test(message.text())) {
        note(`${message.text()} ${message.location().url}`);
      }
    });
    page.on('request', (request) => {
      const url = new URL(request.url());
      // Blobs on this machine stand in for the storage account; PayPal's simulator is left for by a person.
      if (
        !request.url().startsWith(site) &&
        url.hostname !== '127.0.0.1' &&
        !/^(data|blob):$/.test(url.protocol)
      ) {
        this.foreign.push(request.url());
      }
    });
  }
}

export { expect };

/** Answers other than 2xx are a line in the browser's console; a test that provokes one says so. */
export const expectAnswers = (guard: Guard, ...statuses: number[]): void => {
  guard.allowed.push(new RegExp(`Failed to load resource.*(${statuses.join('|')}|ERR_)`));
};

export async function signIn(
  page: Page,
  email = `p${Date.now()}${Math.random().toString(36).slice(2)}@example.org`,
): Promise<string> {
  await page.locator('.site-tools').getByRole('button', { name: 'Sign in' }).click();
  await page.getByLabel('E-mail address').fill(email);
  await page.getByRole('dialog').getByRole('button', { name: 'Sign in' }).click();
  await expect(page.locator('.credit-count')).toContainText('cr');
  return email;
}

export async function say(page: Page, text: string): Promise<void> {
  await page.locator('#idea').fill(text);
  await expect(page.locator('.card').first()).toBeVisible();
}

/** What axe finds, of WCAG 2.2 AA and its best practices. */
export async function violations(page: Page): Promise<string[]> {
  if (!(await page.evaluate(() => 'axe' in globalThis))) {
    await page.evaluate(axe.source);
  }
  return page.evaluate(async () => {
    const { axe } = globalThis as unknown as { axe: typeof import('axe-core') };
    const { violations } = await axe.run(document, {
      runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
    });
    return violations.flatMap((v) =>
      v.nodes.map((n) => `${v.id}: ${n.html.slice(0, 160)} ${n.failureSummary?.split('\n')[1] ?? ''}`),
    );
  });
}

/** A PNG of one pixel with texts in it, as the tools write them (PNG specification, section 11.3.3). */
export function png(texts: Record<string, string> = {}): Buffer {
  const chunk = (type: string, data: Buffer): Buffer => {
    const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
    const out = Buffer.alloc(body.length + 8);
    out.writeUInt32BE(data.length, 0);
    body.copy(out, 4);
    out.writeUInt32BE(crc(body), body.length + 4);
    return out;
  };
  const header = Buffer.from([0, 0, 0, 8, 0, 0, 0, 8, 8, 2, 0, 0, 0]);
  const rows = Buffer.concat(
    Array.from({ length: 8 }, () => Buffer.concat([Buffer.from([0]), Buffer.alloc(24, 0x50)])),
  );
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', header),
    ...Object.entries(texts).map(([key, text]) =>
      chunk('tEXt', Buffer.concat([Buffer.from(`${key}\0`, 'latin1'), Buffer.from(text)])),
    ),
    chunk('IDAT', deflateSync(rows)),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

import { deflateSync } from 'node:zlib';

function crc(bytes: Buffer): number {
  let value = 0xffffffff;
  for (const byte of bytes) {
    value ^= byte;
    for (let i = 0; i < 8; i++) {
      value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1;
    }
  }
  return (value ^ 0xffffffff) >>> 0;
}

/** A page hears what is dropped, chosen and pressed once its scripts have run, which a loaded machine delays. */
export const alive = (page: Page): Promise<void> =>
  page.locator('#main[data-alive]').waitFor({ state: 'attached' });

export async function drop(page: Page, name: string, content: Buffer, type = 'image/png'): Promise<void> {
  await alive(page);
  const data = await page.evaluateHandle(
    ([fileName, base64, mime]) => {
      const transfer = new DataTransfer();
      const bytes = Uint8Array.from(atob(base64!), (c) => c.charCodeAt(0));
      transfer.items.add(new File([bytes], fileName!, { type: mime! }));
      return transfer;
    },
    [name, content.toString('base64'), type],
  );
  await page.dispatchEvent('body', 'drop', { dataTransfer: data });
}

/** The answer to `POST /generations` and its events, in a state that the simulators do not stop in. */
export const generation = (status: string, more: object = {}): object => ({
  id: '7zzy3n0c8k5w2v9r4m1hq6t0xd',
  kind: 'text-to-prompt',
  status,
  credits: { reserved: status === 'queued' || status === 'running' ? 1 : 0, charged: 0, balance: 50 },
  createdAt: new Date().toISOString(),
  ...more,
});
