import type { Page } from '@playwright/test';
import { drop, expect, generation, png, say, signIn, test } from '../e2e/support';

const FOX = 'a red fox in the snow, watercolor, golden hour, no people, 16:9';
const WIDTHS = [390, 768, 1440];
const THEMES = ['light', 'dark'] as const;
const PAGES: [string, string][] = [
  ['make-empty', '/'],
  ['examples', '/examples/'],
  ['example', '/examples/snow-fox/'],
  ['pricing', '/pricing/'],
  ['privacy', '/privacy/'],
  ['developers', '/developers/'],
  ['signed-out', '/history/'],
  ['cancelled', '/billing/cancelled/'],
  ['not-found', '/nowhere/'],
];

/** What differs from run to run: times, dates and the credits of an account that others use too. */
async function settle(page: Page): Promise<void> {
  await page.evaluate(() => document.fonts.ready);
  await page.evaluate(() => scrollTo(0, 0));
  await page.evaluate(() => {
    const months = 'January|February|March|April|May|June|July|August|September|October|November|December';
    const date = new RegExp(`(${months}) \\d{1,2}, \\d{4}`, 'g');
    const walker = document.createTreeWalker(document.querySelector('main')!, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const text = node.nodeValue ?? '';
      const fixed = text.replace(/\b\d\d:\d\d\b/g, '09:50').replace(date, 'November 1, 2026');
      if (fixed !== text) {
        node.nodeValue = fixed;
      }
    }
  });
}

type Shot = (name: string, fullPage?: boolean) => Promise<void>;

async function pages(page: Page, shot: Shot): Promise<void> {
  for (const [name, path] of PAGES) {
    await page.goto(path, { waitUntil: 'networkidle' });
    await shot(name);
  }
}

/** What a person meets without an account. */
async function free(page: Page, shot: Shot): Promise<void> {
  await page.goto('/');
  await page.locator('#idea').fill('?!');
  await expect(page.getByText('There is nothing in it to show yet.')).toBeVisible();
  await shot('make-nothing');
  await say(page, FOX);
  await expect(page.locator('.card').first()).toContainText('fox');
  await page.waitForLoadState('networkidle');
  await shot('make-understood', true);
  await page.locator('.chip .value').first().click();
  await shot('make-chip');
  await page.locator('.chip .value').first().click();
  await page.keyboard.press('Control+k');
  await expect(page.getByRole('dialog')).toBeVisible();
  await shot('palette');
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Style…' }).click();
  await expect(page.getByRole('dialog').getByRole('option').first()).toBeVisible();
  await shot('picker');
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: /Add detail/ }).click();
  await expect(page.getByLabel('E-mail address')).toBeFocused();
  await shot('sign-in');
  await page.keyboard.press('Escape');
  await drop(page, 'a.png', png({ parameters: 'a lighthouse in fog\nSteps: 20, Sampler: Euler, CFG scale: 7' }));
  await expect(page.locator('.tray')).toContainText('Prompt found, free.');
  await expect(page.locator('.card').first()).toContainText('lighthouse');
  await shot('picture-found');
  await drop(page, 'a.png', png());
  await expect(page.locator('.tray')).toContainText('No prompt is in this file.');
  await shot('picture-not-found');
  await page.getByRole('button', { name: 'Put the picture away' }).click();
  await page.context().setOffline(true);
  await expect(page.getByText('No connection.').first()).toBeVisible();
  await shot('offline');
  await page.context().setOffline(false);
}

/** The ends of a paid act, as the API words them. */
async function paid(page: Page, shot: Shot): Promise<void> {
  await page.goto('/');
  await signIn(page, 'ada@example.org');
  await say(page, FOX);
  const preview = await page.request.post('/api/prompts/preview', {
    data: { idea: `${FOX}, misty forest, film grain, calm`, controls: { detail: 'off' } },
  });
  const { prompt, renderings } = (await preview.json()) as object & Record<string, unknown>;
  const problem = (code: string, detail = 'D'): object => ({ problem: { code, title: 'T', detail } });
  const ends: [string, object][] = [
    ['running', generation('running')],
    ['refused', generation('refused', problem('content-refused', 'What would pass: the same without it.'))],
    ['failed', generation('failed', problem('provider-unavailable'))],
    ['parked', generation('parked', problem('generation-parked'))],
    ['too-little', generation('rejected', problem('insufficient-credits'))],
    [
      'succeeded',
      generation('succeeded', {
        credits: { reserved: 0, charged: 1, balance: 49 },
        route: { provider: 'embedded', model: 'embedded' },
        result: { prompt, renderings },
      }),
    ],
  ];
  await page.route('**/events', () => undefined);
  for (const [name, json] of ends) {
    await page.route('**/api/generations', (route) => route.fulfill({ json }));
    await page.getByRole('button', { name: /Add detail/ }).click();
    await expect(page.locator(name === 'running' ? '[data-stage]' : '[data-status]')).toBeVisible();
    if (name !== 'running') {
      await page.waitForLoadState('networkidle');
    }
    await shot(`make-${name}`);
    await page.unroute('**/api/generations');
    if (name === 'running') {
      await page.evaluate(() => sessionStorage.removeItem('act'));
      await page.reload();
      await expect(page.locator('.card').first()).toBeVisible();
    } else {
      await page.getByRole('button', { name: 'Put away' }).click();
    }
  }
}

async function kept(page: Page, shot: Shot): Promise<void> {
  const row = (i: number, more: object): object => ({
    ...generation('succeeded', { credits: { reserved: 0, charged: 1 } }),
    id: String(i).padStart(26, '0'),
    ...more,
  });
  await page.route('**/api/generations?**', (route) =>
    route.fulfill({
      json: {
        generations: [
          row(1, { summary: { title: FOX, targets: 6, aspectRatio: '16:9' } }),
          row(2, {
            kind: 'image-to-prompt',
            summary: { title: 'from a picture of a harbour', targets: 3, colors: ['#7a5c3e', '#c9b48f', '#2f3b45'] },
          }),
          row(3, {
            status: 'refused',
            credits: { reserved: 0, charged: 0 },
            summary: { title: 'storm '.repeat(30), targets: 6 },
            problem: { code: 'content-refused', title: 'T', detail: 'What would pass: the same without it.' },
          }),
        ],
      },
    }),
  );
  for (const [name, path] of [
    ['history', '/history/'],
    ['favourites-empty', '/favourites/'],
    ['account', '/account/'],
  ] as const) {
    await page.goto(path, { waitUntil: 'networkidle' });
    await shot(name, name === 'account');
  }
}

for (const theme of THEMES) {
  for (const width of WIDTHS) {
    test(`${theme} ${width}`, async ({ page, guard }) => {
      guard.allowed.push(/404|402|ERR_/);
      await page.emulateMedia({ colorScheme: theme });
      await page.setViewportSize({ width, height: 900 });
      const shot: Shot = async (name, fullPage = false) => {
        await expect(page.locator('.place.shown')).toHaveCount(0);
        await settle(page);
        await expect.soft(page).toHaveScreenshot(`${name}-${width}-${theme}.png`, { fullPage });
      };
      await pages(page, shot);
      await free(page, shot);
      await paid(page, shot);
      await kept(page, shot);
    });
  }
}
