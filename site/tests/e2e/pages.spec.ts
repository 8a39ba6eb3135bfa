import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { drop, expect, expectAnswers, png, say, signIn, test, violations } from './support';

const PAGES = [
  '/',
  '/examples/',
  '/examples/snow-fox/',
  '/history/',
  '/favourites/',
  '/account/',
  '/pricing/',
  '/privacy/',
  '/developers/',
  '/billing/cancelled/',
  '/billing/return/',
  '/nowhere/',
];
const SIZES = [390, 1440];
const THEMES = ['light', 'dark'] as const;

for (const theme of THEMES) {
  for (const width of SIZES) {
    test(`axe finds nothing on any page, ${theme}, ${width} px; one h1; nothing is wider than the page`, async ({
      page,
      guard,
    }) => {
      test.setTimeout(180_000);
      expectAnswers(guard, 404);
      await page.emulateMedia({ colorScheme: theme });
      await page.setViewportSize({ width, height: 900 });
      for (const path of PAGES) {
        await page.goto(path, { waitUntil: 'networkidle' });
        expect(await violations(page), path).toEqual([]);
        expect(await page.locator('h1').count(), path).toBe(1);
        expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), path).toBe(
          true,
        );
      }
    });

    test(`axe finds nothing in any state, ${theme}, ${width} px`, async ({ page, guard }) => {
      test.setTimeout(180_000);
      expectAnswers(guard, 402, 429);
      await page.emulateMedia({ colorScheme: theme });
      await page.setViewportSize({ width, height: 900 });
      const clean = async (state: string): Promise<void> => expect(await violations(page), state).toEqual([]);
      await page.goto('/');
      await say(page, 'a red fox in the snow, watercolor, golden hour, no people, 16:9');
      await clean('understood');
      await page.locator('.chip .value').first().click();
      await clean('chip open');
      await page.keyboard.press('Control+k');
      await expect(page.getByRole('dialog')).toBeVisible();
      await clean('palette');
      await page.keyboard.press('Escape');
      await page.getByRole('button', { name: 'Style…' }).click();
      await expect(page.getByRole('dialog').getByRole('option').first()).toBeVisible();
      await clean('picker');
      await page.keyboard.press('Escape');
      await page.locator('.site-tools').getByRole('button', { name: 'Sign in' }).click();
      await clean('sign in');
      await page.keyboard.press('Escape');
      await signIn(page);
      await page.getByRole('button', { name: /Add detail/ }).click();
      await expect(page.locator('[data-status=succeeded]')).toBeVisible();
      await clean('succeeded');
      await say(page, 'a fox sim-refuse-input');
      await page.getByRole('button', { name: /Add detail/ }).click();
      await expect(page.locator('[data-status=refused]')).toBeVisible();
      await clean('refused');
      await drop(page, 'a.png', png());
      await expect(page.getByRole('button', { name: /Describe picture/ })).toBeVisible();
      await clean('picture');
      await page.route('**/api/generations', (route) =>
        route.fulfill({
          status: 402,
          contentType: 'application/problem+json',
          json: { code: 'insufficient-credits', status: 402, title: 'T' },
        }),
      );
      await page.getByRole('button', { name: /Describe picture/ }).click();
      await expect(page.locator('[data-offer]')).toBeVisible({ timeout: 15_000 });
      await clean('402');
      await page.goto('/account/', { waitUntil: 'networkidle' });
      await clean('account');
      await page.goto('/history/', { waitUntil: 'networkidle' });
      await expect(page.locator('li[data-status]').first()).toBeVisible();
      await clean('history');
    });
  }
}

test('reflows at 320 px', async ({ page }) => {
  await page.setViewportSize({ width: 320, height: 700 });
  await page.goto('/');
  await say(page, 'a red fox in the snow, watercolor, golden hour, no people, 16:9');
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
});

test('main controls have 44 px, all have 24', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 900 });
  await page.goto('/');
  await say(page, 'a red fox in the snow, watercolor, 16:9');
  const boxes = await page.locator('button:visible, a:visible, select:visible').evaluateAll((elements) =>
    elements.map((e) => ({
      text: e.textContent?.trim() ?? '',
      height: e.getBoundingClientRect().height,
      width: e.getBoundingClientRect().width,
    })),
  );
  expect(boxes.filter((box) => box.height < 24 || box.width < 24)).toEqual([]);
  for (const name of [/Add detail/, /Picture…/, /Copy FLUX/]) {
    expect((await page.getByRole('button', { name }).boundingBox())!.height).toBeGreaterThanOrEqual(44);
  }
});

test.describe('without scripts', () => {
  test.use({ javaScriptEnabled: false });

  test('the policy is readable, word for word, and the examples are whole', async ({ page }) => {
    await page.goto('/privacy/');
    const policy = readFileSync(
      fileURLToPath(new URL('../../public/privacy-policy.txt', import.meta.url)),
      'utf8',
    );
    const text = (await page.locator('article').innerText()).replace(/\s+/g, ' ');
    expect(text).toContain(policy.trim().replace(/\s+/g, ' '));
    await page.goto('/examples/');
    await expect(page.locator('.proof')).toHaveCount(73);
    await expect(page.locator('.proof').first()).toContainText('a red fox in the snow');
    await expect(page.getByText('Made by us. Nothing of yours ever appears here.')).toBeVisible();
    await page.getByRole('link', { name: 'Fox in the snow', exact: true }).click();
    await expect(page.locator('.example-prompt').first()).toContainText('--ar 16:9');
    await expect(page.getByRole('link', { name: 'Privacy policy' })).toBeVisible();
    await expect(
      page.getByRole('link', { name: 'support@aiimagepromptgenerator.org' }).first(),
    ).toBeVisible();
  });
});

test('examples are found by words and tags, and used', async ({ page }) => {
  await page.goto('/examples/');
  await page.getByPlaceholder('Search 73 examples').fill('light');
  const shown = page.locator('.wall > li:visible');
  expect(await shown.count()).toBeLessThan(30);
  await page.getByPlaceholder('Search 73 examples').fill('');
  await page.getByRole('button', { name: 'animal' }).click();
  await expect(shown.first()).toContainText('Fox in the snow');
  expect(await shown.count()).toBeLessThan(20);
  await page.getByRole('link', { name: /Use this.*Fox in the snow/ }).click();
  await expect(page.locator('#idea')).toHaveValue('a red fox in the snow, no people, 16:9');
  await expect(page.locator('.card')).toHaveCount(3);
});

test('the whole journey by keyboard alone', async ({ page }) => {
  await page.goto('/');
  await page.keyboard.press('Tab');
  await expect(page.getByRole('link', { name: 'To the content' })).toBeFocused();
  await page.keyboard.press('Enter');
  await page.keyboard.press('Tab');
  await expect(page.locator('#idea')).toBeFocused();
  await page.keyboard.type('a red fox in the snow, watercolor');
  await expect(page.locator('.card').first()).toBeVisible();
  await page.keyboard.press('Control+Enter');
  await expect(page.getByLabel('E-mail address')).toBeFocused();
  await page.keyboard.type(`keys${Date.now()}@example.org`);
  await page.keyboard.press('Enter');
  await expect(page.locator('[data-status=succeeded]')).toBeVisible();
  for (let i = 0; i < 60; i++) {
    await page.keyboard.press('Tab');
    if (
      await page.evaluate(
        () =>
          document.activeElement?.closest('.card') !== null &&
          document.activeElement?.classList.contains('copy'),
      )
    ) {
      break;
    }
  }
  await page.keyboard.press('Enter');
  expect(await page.evaluate(() => navigator.clipboard.readText())).toContain('fox');
});

test('a page that is not there answers 404; headers are those of the one file; the contract is served', async ({
  request,
  baseURL,
}) => {
  const missing = await request.get(`${baseURL}/nowhere/`);
  expect(missing.status()).toBe(404);
  expect(await missing.text()).toContain('There is nothing at this address');
  const home = await request.get(`${baseURL}/`);
  const policy = home.headers()['content-security-policy'] ?? '';
  expect(policy).toContain("default-src 'none'");
  expect(policy).toContain("require-trusted-types-for 'script'");
  expect(policy).not.toContain('unsafe');
  expect(policy).not.toContain('{');
  expect(home.headers()['x-content-type-options']).toBe('nosniff');
  const html = await home.text();
  expect(html).not.toMatch(/ style=|<style|<script>|onclick=/);
  const script = /src="(\/assets\/[^"]+)"/.exec(html)![1]!;
  expect((await request.get(`${baseURL}${script}`)).headers()['cache-control']).toContain('immutable');
  expect(await (await request.get(`${baseURL}/openapi.yaml`)).text()).toContain('openapi: 3.1.0');
});

test('the theme follows the device until one is chosen', async ({ page }) => {
  await page.emulateMedia({ colorScheme: 'dark' });
  await page.goto('/');
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
  await page.getByRole('button', { name: 'Light theme' }).click();
  await page.reload();
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'light');
});

test('the page for developers shows every operation that is not for support', async ({ page }) => {
  await page.goto('/developers/#CreateGeneration');
  await expect(page.locator('#CreateGeneration')).toHaveAttribute('open', '');
  await expect(page.locator('#CreateGeneration')).toContainText('insufficient-credits');
  expect(await page.locator('.operation').count()).toBeGreaterThan(30);
});
