import { expect, expectAnswers, generation, say, signIn, test } from './support';

const FOX = 'a red fox in the snow, watercolor, no people, 16:9';

test.beforeEach(async ({ page }) => {
  await page.goto('/');
});

test('signed out, a paid act asks to sign in and goes on with the same draft; detail has sources and a cost', async ({
  page,
}) => {
  await say(page, FOX);
  await page.getByRole('button', { name: 'Add detail · 1 credit' }).click();
  await expect(page.getByRole('dialog')).toContainText('Your draft stays');
  await page.getByLabel('E-mail address').fill(`new${Date.now()}@example.org`);
  await page.getByRole('dialog').getByRole('button', { name: 'Sign in' }).click();
  await expect(page.locator('[data-status=succeeded]')).toContainText('1 credit charged, 49 left.');
  await expect(page.locator('[data-status=succeeded]')).toContainText('Answered by');
  await expect(page.locator('#idea')).toHaveValue(FOX);
  expect(await page.locator('.chip[data-source=model]').count()).toBeGreaterThan(1);
  await expect(page.locator('.credit-count')).toHaveText('49 cr');
  // What is locked stays when detail is added again.
  const medium = page.locator('.chip', { has: page.getByText('watercolor', { exact: true }) });
  await medium.locator('.value').click();
  await medium.getByRole('button', { name: 'Lock' }).click();
  const sent = page.waitForRequest(
    (request) => request.url().endsWith('/generations') && request.method() === 'POST',
  );
  await page.keyboard.press('Control+Enter');
  expect((await sent).postDataJSON()).toMatchObject({ lock: ['medium'], parentId: expect.any(String) });
  await expect(page.locator('.credit-count')).toHaveText('48 cr');
});

test('who does not sign in for a paid act is not charged for it after signing in for something else', async ({
  page,
}) => {
  const sent: string[] = [];
  page.on('request', (request) => {
    if (request.method() === 'POST' && request.url().endsWith('/generations')) {
      sent.push(request.url());
    }
  });
  await say(page, FOX);
  await page.getByRole('button', { name: /Add detail/ }).click();
  await expect(page.getByRole('dialog')).toBeVisible();
  await page.keyboard.press('Escape');
  await signIn(page);
  await expect(page.locator('.credit-count')).toHaveText('50 cr');
  await page.reload();
  await expect(page.locator('.card').first()).toBeVisible();
  await expect(page.locator('.credit-count')).toHaveText('50 cr');
  expect(sent).toEqual([]);
});

test('a word that the model added is removed without touching the text, and can be taken back', async ({
  page,
}) => {
  await signIn(page);
  await say(page, FOX);
  await page.getByRole('button', { name: /Add detail/ }).click();
  await expect(page.locator('[data-status=succeeded]')).toBeVisible();
  const chips = page.locator('.chip[data-source=model]');
  const before = await chips.count();
  await chips.first().locator('.value').click();
  await chips.first().getByRole('button', { name: 'Remove' }).click();
  await expect(chips).toHaveCount(before - 1);
  await expect(page.locator('#idea')).toHaveValue(FOX);
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(chips).toHaveCount(before);
});

test('what was added is painted, and a word that was removed is not', async ({ page }) => {
  await signIn(page);
  await say(page, FOX);
  await page.getByRole('button', { name: /Add detail/ }).click();
  await expect(page.locator('[data-status=succeeded]')).toBeVisible();
  const card = page.locator('.card').first().locator('.words');
  const chip = page.locator('.chip[data-source=model]').first();
  // The chip's own words alone: beside them it says who put them there.
  const removed = (await chip.locator('.words').textContent())!.trim();
  await expect(card).toContainText(removed);
  await chip.locator('.value').click();
  await chip.getByRole('button', { name: 'Remove' }).click();
  await expect(card).not.toContainText(removed);
  // The seed is drawn anew: a painting is one of its own.
  const shown = (await card.textContent())!.replace(/--seed \d+ /, '');
  const sent = page.waitForRequest((r) => r.url().endsWith('/generations') && r.method() === 'POST');
  await page.getByRole('button', { name: /^Paint/ }).click();
  expect((await sent).postDataJSON()).toMatchObject({
    parentId: expect.any(String),
    lock: expect.arrayContaining(['subjects', 'palette']),
    controls: { detail: 'off' },
  });
  await expect(page.locator('.ended img').first()).toBeVisible();
  await expect(card).toHaveText(shown);
});

test('paintings come with their links, their cost and how long they are kept, and are found again', async ({
  page,
  guard,
}) => {
  await signIn(page);
  await say(page, 'a lighthouse at dusk, oil painting');
  await page.getByLabel('Pictures to paint').selectOption('2');
  await page.getByRole('button', { name: 'Paint 2 · 8 credits' }).click();
  await expect(page.locator('[data-status=succeeded]')).toContainText('8 credits charged, 42 left.');
  await expect(page.locator('.ended img')).toHaveCount(2);
  await expect
    .poll(() =>
      page
        .locator('.ended img')
        .first()
        .evaluate((img: HTMLImageElement) => img.complete && img.naturalWidth),
    )
    .toBeGreaterThan(100);
  await expect(page.getByText('Kept for 7 days')).toBeVisible();
  await expect(page.locator('.ended li', { hasText: 'Generated by AI' })).toHaveCount(2);
  // Pages may read them as well, not only show them. (What was shown is in the browser's cache as it was asked for: without
  // an origin. So the whole picture is read here, of which only the small copy was shown.)
  const whole = await page
    .locator('.ended a')
    .first()
    .evaluate(async (link: HTMLAnchorElement) => (await fetch(link.href)).text());
  expect(whole.length).toBeGreaterThan(500);
  expect(whole).toContain('http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia');

  // The history has them again; a link that has ended is asked for anew.
  await page.goto('/history/');
  await expect(page.locator('li[data-status] img')).toBeVisible();
  guard.allowed.push(/403/);
  let asked = 0;
  await page.route(/\/api\/generations\/[0-9a-z]{26}$/, async (route) => {
    const answer = await route.fetch();
    const text = await answer.text();
    await route.fulfill({ response: answer, body: asked++ === 0 ? text.replaceAll('sig=', 'sig=0') : text });
  });
  await page.getByRole('button', { name: /Open a lighthouse/ }).click();
  await expect
    .poll(() =>
      page
        .locator('.ended img')
        .first()
        .evaluate((img: HTMLImageElement) => img.naturalWidth),
    )
    .toBeGreaterThan(100);
  expect(asked).toBe(2);
});

test('refused: not charged, why, and what would pass', async ({ page }) => {
  await signIn(page);
  await say(page, 'a fox sim-refuse-input');
  await page.getByRole('button', { name: /Add detail/ }).click();
  await expect(page.locator('[data-status=refused]')).toContainText('Refused by the safety check');
  await expect(page.locator('[data-status=refused]')).toContainText('Not charged.');
  await expect(page.locator('[data-status=refused]')).toContainText('What would pass');
  await expect(page.locator('.credit-count')).toHaveText('50 cr');
});

test('failed: not charged', async ({ page }) => {
  await signIn(page);
  await say(page, 'a fox sim-500');
  await page.getByRole('button', { name: /Paint/ }).click();
  await expect(page.locator('[data-status=failed]')).toContainText('Not charged.', { timeout: 40_000 });
  await expect(page.locator('.credit-count')).toHaveText('50 cr');
});

for (const [status, problem] of [
  ['rejected', { code: 'too-many-reservations', title: 'T', detail: 'D' }],
  ['parked', { code: 'generation-parked', title: 'T', detail: 'D' }],
  ['failed', { code: 'upload-gone', title: 'T', detail: 'D' }],
] as const) {
  test(`${status} (${problem.code}): told in words, not charged`, async ({ page }) => {
    await signIn(page);
    await page.route('**/api/generations', (route) =>
      route.fulfill({ status: 200, json: generation(status, { problem }) }),
    );
    await say(page, FOX);
    await page.getByRole('button', { name: /Add detail/ }).click();
    await expect(page.locator(`[data-status=${status}] [data-code=${problem.code}]`)).toBeVisible();
    const ended = page.locator(`[data-status=${status}]`);
    await expect(ended).toContainText(/Not charged\.|Nothing was charged\./);
    // Once is enough.
    expect((await ended.textContent())!.match(/charged/g)).toHaveLength(1);
  });
}

test('queued and running are told, and its end comes by the stream of events', async ({ page }) => {
  await signIn(page);
  await page.route('**/api/generations', (route) =>
    route.fulfill({ status: 202, json: generation('queued') }),
  );
  let finish = (): void => undefined;
  const wait = new Promise<void>((resolve) => (finish = resolve));
  let asked = 0;
  await page.route('**/events', async (route) => {
    asked++;
    const event = (status: string, id: number): string =>
      `event: status\ndata: ${JSON.stringify(generation(status))}\nid: ${id}\n\n`;
    if (asked === 1) {
      await route.fulfill({ contentType: 'text/event-stream', body: `:\n\n${event('running', 2)}` });
    } else {
      await wait;
      expect(route.request().headers()['last-event-id']).toBe('2');
      await route.fulfill({
        contentType: 'text/event-stream',
        body: `event: status\ndata: ${JSON.stringify(generation('failed', { problem: { code: 'provider-unavailable', title: 'T', detail: 'D' } }))}\nid: 3\n\n`,
      });
    }
  });
  await say(page, FOX);
  await page.getByRole('button', { name: /Add detail/ }).click();
  await expect(page.locator('[data-stage=queued], [data-stage=running]')).toContainText('1 credit held.');
  await expect(page.locator('[data-stage=running]')).toContainText('Working on it …');
  finish();
  await expect(page.locator('[data-status=failed]')).toContainText('The model does not answer');
});

test('signed out in the middle: sign in again and the same act goes on, charged once', async ({
  page,
  guard,
}) => {
  expectAnswers(guard, 401);
  const email = await signIn(page);
  await say(page, FOX);
  let refuse = true;
  await page.route('**/api/generations', (route) =>
    refuse
      ? route.fulfill({
          status: 401,
          contentType: 'application/problem+json',
          json: { code: 'token-invalid', status: 401, title: 'T' },
        })
      : route.continue(),
  );
  await page.getByRole('button', { name: /Add detail/ }).click();
  await expect(page.getByRole('dialog')).toBeVisible();
  refuse = false;
  await page.getByLabel('E-mail address').fill(email);
  await page.getByRole('dialog').getByRole('button', { name: 'Sign in' }).click();
  await expect(page.locator('[data-status=succeeded]')).toContainText('49 left');
});

test('offline: the draft is kept, copying works, and it goes on when the connection is back', async ({
  page,
  context,
  guard,
}) => {
  guard.allowed.push(/ERR_INTERNET_DISCONNECTED|ERR_/);
  await say(page, FOX);
  await context.setOffline(true);
  await expect(page.getByText('No connection.').first()).toBeVisible();
  await page.getByRole('button', { name: 'Copy FLUX.1 prompt' }).click();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toContain('A red fox in the snow.');
  await expect(page.getByRole('button', { name: /Add detail/ })).toBeDisabled();
  await page.locator('#idea').fill('a blue fox');
  await context.setOffline(false);
  await expect(page.locator('.card').first()).toContainText('a blue fox');
});

test('a reload in the middle goes on with the same act', async ({ page }) => {
  await signIn(page);
  await say(page, 'a fox sim-slow');
  await page.getByRole('button', { name: /Add detail/ }).click();
  await expect(page.locator('[data-stage]')).toBeVisible();
  await page.reload();
  await expect(page.locator('[data-status=succeeded]')).toContainText('49 left', { timeout: 20_000 });
});

test('an act under way in one tab is not disturbed by another; going back keeps the draft', async ({
  page,
  context,
}) => {
  await signIn(page);
  await say(page, 'a fox sim-slow');
  await page.getByRole('button', { name: /Add detail/ }).click();
  const other = await context.newPage();
  await other.goto('/');
  await expect(other.locator('#idea')).toHaveValue(/fox/);
  await expect(other.locator('[data-stage]')).toHaveCount(0);
  await expect(page.locator('[data-status=succeeded]')).toBeVisible({ timeout: 20_000 });
  await page.goto('/examples/');
  await page.goBack();
  await expect(page.locator('#idea')).toHaveValue(/fox/);
});

test('words that a model answers are shown as text', async ({ page }) => {
  await signIn(page);
  page.on('dialog', () => expect(true, 'a script ran').toBe(false));
  await say(page, 'a fox sim-injected');
  await page.getByRole('button', { name: /Add detail/ }).click();
  await expect(page.locator('[data-status=succeeded]')).toBeVisible();
  expect(await page.locator('.card script, .chip script').count()).toBe(0);
});
