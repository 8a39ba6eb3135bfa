import type { Page } from '@playwright/test';
import { expect, expectAnswers, say, signIn, test } from './support';

test('the account explains each credit, and gives everything back on request', async ({ page }) => {
  await page.goto('/');
  const email = await signIn(page);
  await say(page, 'a red fox');
  await page.getByRole('button', { name: /Add detail/ }).click();
  await expect(page.locator('[data-status=succeeded]')).toBeVisible();
  await page.goto('/account/');
  await expect(page.getByText(email)).toBeVisible();
  await expect(page.locator('.balance')).toHaveText('49 credits to spend');
  await expect(page.getByText('50 from sign-up, 49 left')).toBeVisible();
  await expect(page.getByText('never expire')).toBeVisible();
  await expect(page.getByRole('row').nth(1)).toContainText('1 credit for a prompt, “a red fox”');
  await expect(page.getByRole('row').nth(1)).toContainText('50 → 49');
  await expect(page.getByRole('row').nth(2)).toContainText('50 credits to begin with');
  for (const [name, file] of [
    ['JSON', 'account.json'],
    ['ZIP, with pictures', 'account.zip'],
  ] as const) {
    const download = page.waitForEvent('download');
    await page.getByRole('button', { name }).click();
    expect((await download).suggestedFilename()).toBe(file);
  }
});

test('an API token is made, shown once, works, and is revoked', async ({ page, request, baseURL }) => {
  await page.goto('/');
  await signIn(page);
  await page.goto('/account/');
  await page.getByLabel('What is it for?').fill('my workflow');
  await page.getByRole('button', { name: 'Make a token' }).click();
  await expect(page.getByText('It is shown this once')).toBeVisible();
  const token = await page.locator('pre code').innerText();
  expect(token).toMatch(/^apg_a[0-9a-f]{32}_[0-9a-z]{26}_[0-9a-f]{64}$/);
  await page.getByRole('button', { name: 'Copy a curl that uses it' }).click();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toContain(`Bearer ${token}`);
  const asked = { headers: { Authorization: `Bearer ${token}` } };
  expect((await request.get(`${baseURL}/api/account`, asked)).status()).toBe(200);
  await page.reload();
  await expect(page.getByText('last used')).toBeVisible();
  expect(await page.content()).not.toContain(token);
  await page.getByRole('button', { name: 'Revoke my workflow' }).click();
  await expect(page.getByText('0 of 10 tokens.')).toBeVisible();
  expect((await request.get(`${baseURL}/api/account`, asked)).status()).toBe(401);
});

test('erasure needs the exact words, is followed to its end, and signs out', async ({ page, guard }) => {
  expectAnswers(guard, 401, 404, 409);
  await page.goto('/');
  await signIn(page);
  await page.goto('/account/');
  await expect(page.getByText('What stays here has neither your name')).toBeVisible();
  await expect(page.locator('[data-remains] li').first()).toContainText('less than 90 days');
  const button = page.getByRole('button', { name: 'Delete everything' });
  await page.getByLabel('Type “delete my account”').fill('delete my accounts');
  await expect(button).toBeDisabled();
  await page.getByLabel('Type “delete my account”').fill('delete my account');
  await button.click();
  await expect(page.getByText('It is being deleted.')).toBeVisible();
  await page.waitForURL('/', { timeout: 40_000 });
  await expect(page.locator('.site-tools').getByRole('button', { name: 'Sign in' })).toBeVisible();
});

test('a pack is bought at PayPal and its credits are there', async ({ page, guard }) => {
  guard.allowed.push(/./);
  await page.goto('/pricing/');
  await expect(page.getByText('You pay at PayPal, which processes the payment')).toBeVisible();
  await page.getByRole('button', { name: 'Buy 100 credits' }).click();
  await page.getByLabel('E-mail address').fill(`buyer${Date.now()}@example.org`);
  await page.getByRole('dialog').getByRole('button', { name: 'Sign in' }).click();
  await page.waitForURL(/checkoutnow|_sim|approve|token=/);
  await page
    .getByRole('button', { name: /approve|agree|pay/i })
    .first()
    .click();
  await page.waitForURL('**/billing/return/**');
  await expect(page.getByRole('heading', { name: 'Thank you' })).toBeVisible({ timeout: 30_000 });
  await expect(page.locator('.credit-count')).toHaveText('150 cr');
});

/** Signs in and goes to PayPal for the monthly plan. */
async function subscribe(page: Page): Promise<void> {
  await page.goto('/');
  await signIn(page);
  await page.goto('/pricing/');
  await page.getByRole('button', { name: 'Subscribe to monthly' }).click();
  await page.waitForURL(/subscriptions|approve|token=|_sim/);
}

/** Agrees at PayPal, and waits until the page says that the credits are there. */
async function agree(page: Page): Promise<void> {
  await page
    .getByRole('button', { name: /approve|agree|pay|subscribe/i })
    .first()
    .click();
  await page.waitForURL('**/billing/return/**');
  await expect(page.getByRole('heading', { name: 'Thank you' })).toBeVisible({ timeout: 40_000 });
}

test('a plan whose credits are there before the person is back says so', async ({ page, guard }) => {
  guard.allowed.push(/./);
  await subscribe(page);
  await page.route('**/assets/billing-return-*.js', async (route) => {
    // The page's own script, since the way back from PayPal is a redirect, which no route sees. PayPal's message needs less.
    await new Promise((resolve) => setTimeout(resolve, 8000));
    await route.continue();
  });
  await agree(page);
});

test('a plan is agreed to, changed and canceled', async ({ page, guard }) => {
  guard.allowed.push(/./);
  await subscribe(page);
  await agree(page);
  await page.goto('/account/');
  await expect(page.getByText('plan: active')).toBeVisible();
  await expect(page.getByText('300 from your plan, 300 left')).toBeVisible();
  await page.getByRole('button', { name: 'Cancel plan' }).click();
  await page.getByRole('button', { name: 'Yes, cancel the plan' }).click();
  await expect(page.getByText('plan: cancelled; what is paid for stays')).toBeVisible();
});

test('pricing is not offered where nothing is on sale', async ({ page }) => {
  await page.route('**/api/catalog?part=core', async (route) => {
    const catalog = (await (await route.fetch()).json()) as { packs?: unknown; plans?: unknown };
    delete catalog.packs;
    delete catalog.plans;
    await route.fulfill({ json: catalog });
  });
  await page.goto('/');
  await expect(page.getByRole('navigation', { name: 'Site' }).getByText('Pricing')).toHaveCount(0);
  await page.goto('/pricing/');
  await expect(page.getByText('Credits are not on sale right now.')).toBeVisible();
});

test('coming back from PayPal without agreeing', async ({ page }) => {
  await page.goto('/billing/cancelled/');
  await expect(page.getByRole('heading', { name: 'Nothing was paid' })).toBeVisible();
});
