import { expect, expectAnswers, say, signIn, test } from './support';

const FOX = 'a red fox in the snow, watercolor, no people, 16:9';

// A paid act that the API does not take: what is said, and that nothing is lost.
test.beforeEach(async ({ page }) => {
  await page.goto('/');
});

test('402 shows the packs', async ({ page, guard }) => {
  expectAnswers(guard, 402);
  await signIn(page);
  await say(page, FOX);
  // Credits that are held cannot be spent either: three paintings under way leave two of the fifty.
  const token = await page.evaluate(
    () => (JSON.parse(sessionStorage.getItem('session') ?? '{}') as { token: string }).token,
  );
  for (const [i, held] of [16, 16, 16].entries()) {
    const taken = await page.request.post('/api/generations', {
      headers: { Authorization: `Bearer ${token}`, 'Idempotency-Key': `spend-${Date.now()}-${i}` },
      data: { kind: 'text-to-image', idea: FOX, controls: { variations: 4 } },
    });
    expect(await taken.json()).toMatchObject({ credits: { reserved: held } });
  }
  await page.getByLabel('Pictures to paint').selectOption('4');
  await page.getByRole('button', { name: /Paint 4/ }).click();
  await expect(page.locator('[data-code=insufficient-credits]')).toContainText('Nothing was charged.');
  await expect(page.locator('[data-offer]')).toContainText('100 credits for 5.00 EUR');
});

test('429 counts down and then goes on by itself or by a button', async ({ page, guard }) => {
  expectAnswers(guard, 429);
  let refuse = true;
  await page.route('**/prompts/preview', (route) =>
    refuse
      ? route.fulfill({
          status: 429,
          headers: { 'Retry-After': '2' },
          contentType: 'application/problem+json',
          json: { code: 'rate-limited', status: 429, title: 'T', type: 'https://x', traceId: '1' },
        })
      : route.continue(),
  );
  await page.locator('#idea').fill(FOX);
  await expect(page.locator('[data-code=rate-limited] .countdown')).toHaveText(/Again in [12] s\./);
  refuse = false;
  await expect(page.locator('.card').first()).toBeVisible({ timeout: 8000 });
  await expect(page.locator('[data-code=rate-limited]')).toHaveCount(0);
});

for (const [status, code] of [
  [409, 'account-closing'],
  [422, 'idempotency-key-reused'],
  [500, 'internal-error'],
  [429, 'refusal-slow-down'],
] as const) {
  test(`${status} ${code} is told in words and nothing is lost`, async ({ page, guard }) => {
    expectAnswers(guard, status);
    await signIn(page);
    await page.route('**/api/generations', (route) =>
      route.fulfill({
        status,
        contentType: 'application/problem+json',
        json: { code, status, title: 'T', traceId: 'abc' },
        headers: { 'Retry-After': '5' },
      }),
    );
    await say(page, FOX);
    await page.getByRole('button', { name: /Add detail/ }).click();
    await expect(page.locator(`[data-code=${code}]`)).toBeVisible();
    await expect(page.locator('#idea')).toHaveValue(FOX);
  });
}

test('503 is sent again with the same key until it is taken', async ({ page, guard }) => {
  expectAnswers(guard, 503);
  await signIn(page);
  const keys: string[] = [];
  await page.route('**/api/generations', async (route) => {
    keys.push(route.request().headers()['idempotency-key'] ?? '');
    await (keys.length < 3 ? route.fulfill({ status: 503 }) : route.continue());
  });
  await say(page, FOX);
  await page.getByRole('button', { name: /Add detail/ }).click();
  await expect(page.locator('[data-status=succeeded]')).toContainText('49 left', { timeout: 20_000 });
  expect(new Set(keys).size).toBe(1);
});
