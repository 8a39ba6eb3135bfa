import { expect, expectAnswers, say, signIn, test } from './support';

test('history: found again, opened, kept, deleted with eight seconds to take it back', async ({ page }) => {
  await page.goto('/');
  await signIn(page);
  for (const idea of ['a red fox, teal and orange, 16:9', 'a lighthouse in a storm']) {
    await say(page, idea);
    await page.getByRole('button', { name: /Add detail/ }).click();
    await expect(page.locator('[data-status=succeeded]')).toBeVisible();
    await page.getByRole('button', { name: 'Put away' }).click();
  }
  await say(page, 'a fox sim-refuse-input');
  await page.getByRole('button', { name: /Add detail/ }).click();
  await expect(page.locator('[data-status=refused]')).toBeVisible();

  await page.goto('/history/');
  await expect(page.getByRole('heading', { name: 'Today' })).toBeVisible();
  const rows = page.locator('li[data-status]');
  await expect(rows).toHaveCount(3);
  await expect(rows.first()).toContainText('not charged');
  await rows.first().getByText('Why?').click();
  await expect(rows.first()).toContainText('What would pass');
  await expect(page.locator('li[data-status=succeeded]').first()).toContainText('−1');

  await page.getByPlaceholder('Search words').fill('fox');
  await expect(rows).toHaveCount(2);
  await page.getByPlaceholder('Search words').fill('');
  await expect(rows).toHaveCount(3);
  await page.getByRole('button', { name: 'Paintings' }).click();
  await expect(page.getByText('Nothing of that kind.')).toBeVisible();
  await page.getByRole('button', { name: 'All', exact: true }).click();
  await expect(rows).toHaveCount(3);

  await page.getByRole('button', { name: /Delete: a lighthouse/ }).click();
  await expect(rows).toHaveCount(2);
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(rows).toHaveCount(3);

  await page.getByRole('button', { name: /Keep as favourite: a red fox/ }).click();
  await expect(page.getByRole('status').filter({ hasText: 'Kept in favourites' })).toBeVisible();
  await page.getByRole('button', { name: /Open a red fox/ }).click();
  await expect(page.locator('#idea')).toHaveValue('a red fox, teal and orange, 16:9');
  await expect(page.locator('.chip[data-source=library]').first()).toBeVisible();

  await page.goto('/favourites/');
  const kept = page.getByRole('listitem').filter({ hasText: 'a red fox' });
  await kept.getByRole('button', { name: /Change/ }).click();
  await page.getByRole('textbox', { name: 'Title' }).fill('The fox');
  await page.getByRole('textbox', { name: 'Folder' }).fill('Winter');
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByRole('heading', { name: 'The fox' })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Winter · 1' })).toBeVisible();
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: 'CSV' }).click();
  expect((await download).suggestedFilename()).toBe('favourites.csv');
  // Who leaves the page does not take it back any more: it is done at once.
  await page.getByRole('button', { name: /Delete: The fox/ }).click();
  await expect(page.getByRole('heading', { name: 'The fox' })).toHaveCount(0);
  await page.goto('/history/');
  await expect(async () => {
    await page.goto('/favourites/');
    await expect(page.getByText('Nothing kept yet')).toBeVisible({ timeout: 2000 });
  }).toPass({ timeout: 15_000 });
});

test('a delete that is not taken back is done after eight seconds', async ({ page }) => {
  await page.goto('/');
  await signIn(page);
  await say(page, 'a fox');
  await page.getByRole('button', { name: /Add detail/ }).click();
  await expect(page.locator('[data-status=succeeded]')).toBeVisible();
  await page.goto('/history/');
  await page.getByRole('button', { name: /Delete: a fox/ }).click();
  await page.waitForTimeout(8500);
  await page.reload();
  await expect(page.getByText('Nothing yet.')).toBeVisible();
});

test('hostile titles are text, a thousand rows can be scrolled, an empty page with a cursor goes on', async ({
  page,
}) => {
  page.on('dialog', () => expect(true, 'a script ran').toBe(false));
  await page.goto('/');
  await signIn(page);
  let asked = 0;
  await page.route('**/api/generations?**', async (route) => {
    asked++;
    const from = (asked - 2) * 50;
    const generations =
      asked === 1
        ? []
        : Array.from({ length: 50 }, (_, i) => ({
            id: String(from + i).padStart(26, '0'),
            kind: 'text-to-prompt',
            status: 'succeeded',
            credits: { reserved: 0, charged: 1 },
            createdAt: new Date(Date.now() - (from + i) * 3_600_000).toISOString(),
            summary: {
              title: `<img src=x onerror=alert(1)>\u202E\u200B ${from + i} <script>alert(1)</script>`,
              targets: 3,
            },
          }));
    await route.fulfill({ json: { generations, ...(asked < 21 ? { cursor: String(asked) } : {}) } });
  });
  await page.goto('/history/');
  const rows = page.locator('li[data-status]');
  await expect(rows).toHaveCount(50);
  await expect(rows.first()).toContainText('<script>alert(1)</script>');
  for (let i = 2; i <= 20; i++) {
    await page.getByRole('button', { name: 'Earlier ones' }).click();
    await expect(rows).toHaveCount(i * 50);
  }
  await page.evaluate(() => scrollTo(0, document.body.scrollHeight));
  await expect(rows.last()).toBeInViewport();
  expect(await page.locator('li[data-status] img[src=x], li[data-status] script').count()).toBe(0);
});

test('a slow, failing history says so and can be asked again', async ({ page, guard }) => {
  expectAnswers(guard, 500);
  await page.goto('/');
  await signIn(page);
  let fail = true;
  await page.route('**/api/generations?**', (route) =>
    fail
      ? route.fulfill({
          status: 500,
          contentType: 'application/problem+json',
          json: { code: 'internal-error', status: 500, title: 'T', traceId: 'abc' },
        })
      : route.continue(),
  );
  await page.goto('/history/');
  await expect(page.locator('[data-code=internal-error]')).toContainText('abc');
  fail = false;
  await page.getByRole('button', { name: 'Try again' }).click();
  await expect(page.getByText('Nothing yet.')).toBeVisible();
});
