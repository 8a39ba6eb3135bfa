import { expect, generation, say, signIn, test } from '../e2e/support';

const WIDTHS = [390, 768, 1440];
const THEMES = ['light', 'dark'] as const;
const PAGES: [string, string][] = [
  ['make-empty', '/'],
  ['example', '/examples/snow-fox/'],
  ['pricing', '/pricing/'],
  ['privacy', '/privacy/'],
  ['signed-out', '/history/'],
  ['not-found', '/nowhere/'],
];

for (const theme of THEMES) {
  for (const width of WIDTHS) {
    test(`${theme} ${width}`, async ({ page, guard }) => {
      guard.allowed.push(/404|402/);
      await page.emulateMedia({ colorScheme: theme });
      await page.setViewportSize({ width, height: 900 });
      const shot = async (name: string, fullPage = false): Promise<void> =>
        expect(page).toHaveScreenshot(`${name}-${width}-${theme}.png`, { fullPage });
      for (const [name, path] of PAGES) {
        await page.goto(path, { waitUntil: 'networkidle' });
        await shot(name);
      }
      await page.goto('/examples/', { waitUntil: 'networkidle' });
      await shot('examples');
      await page.goto('/');
      await say(page, 'a red fox in the snow, watercolor, golden hour, no people, 16:9');
      await page.waitForLoadState('networkidle');
      await page.evaluate(() => document.fonts.ready);
      await shot('make-understood', true);
      await signIn(page, 'ada@example.org');
      await page.locator('.credit-count').evaluate((e) => (e.textContent = '50 cr'));
      await page.route('**/api/generations', (route) =>
        route.fulfill({ json: generation('refused', { problem: { code: 'content-refused', title: 'T', detail: 'The text was refused. What would pass: the same without it.' } }) }),
      );
      await page.getByRole('button', { name: /Add detail/ }).click();
      await expect(page.locator('[data-status=refused]')).toBeVisible();
      await page.locator('.credit-count').evaluate((e) => (e.textContent = '50 cr'));
      await shot('make-refused');
    });
  }
}
