import { alive, expect, expectAnswers, generation, say, signIn, test } from './support';

const FOX = 'a red fox in the snow, watercolor';

test('the API is down from the start: pages are there, say so, and go on when it is back', async ({
  page,
  guard,
}) => {
  guard.allowed.push(/Failed to load resource.*ERR_/);
  await page.goto('/');
  await signIn(page);
  await page.route('**/api/**', (route) => route.abort('connectionrefused'));
  await page.goto('/');
  await page.locator('#idea').fill(FOX);
  await expect(page.locator('[data-code=offline]')).toContainText('Your draft is kept on this device');
  for (const path of ['/history/', '/favourites/', '/account/']) {
    await page.goto(path);
    await expect(page.locator('[data-code=offline]').first(), path).toBeVisible();
  }
  for (const path of ['/examples/', '/privacy/', '/developers/']) {
    await page.goto(path);
    await expect(page.locator('[data-code]'), path).toHaveCount(0);
    await expect(page.getByRole('heading', { level: 1 }), path).toBeVisible();
  }
  await page.goto('/');
  await expect(page.locator('#idea')).toHaveValue(FOX);
  await page.unroute('**/api/**');
  await expect(page.locator('.card').first()).toContainText('red fox', { timeout: 15_000 });
  await expect(page.locator('[data-code=offline]')).toHaveCount(0);
});

test('the API hangs: a look is given up and asked again, and an answer to older words is not shown', async ({
  page,
  guard,
}) => {
  test.setTimeout(90_000);
  guard.allowed.push(/ERR_/);
  await page.goto('/');
  let hang = true;
  await page.route('**/prompts/preview', async (route) => {
    if (hang) {
      // Never answered.
      return;
    }
    const idea = (route.request().postDataJSON() as { idea: string }).idea;
    if (idea === 'a slow snail') {
      await new Promise((resolve) => setTimeout(resolve, 1500));
    }
    await route.continue().catch(() => undefined);
  });
  await page.locator('#idea').fill(FOX);
  await expect(page.locator('[data-code=offline]')).toBeVisible({ timeout: 20_000 });
  hang = false;
  await expect(page.locator('.card').first()).toContainText('red fox', { timeout: 20_000 });
  await page.locator('#idea').fill('a slow snail');
  await page.waitForTimeout(500);
  await page.locator('#idea').fill('a quick hare');
  await expect(page.locator('.card').first()).toContainText('hare');
  await page.waitForTimeout(1800);
  await expect(page.locator('.card').first()).toContainText('hare');
});

test('the storage of the browser is full: nothing fails, and a paid act is charged once', async ({
  page,
}) => {
  await page.addInitScript(() => {
    const full = (): never => {
      throw new DOMException('full', 'QuotaExceededError');
    };
    Storage.prototype.setItem = full;
    IDBObjectStore.prototype.put = full;
  });
  await page.goto('/');
  await signIn(page);
  await say(page, FOX);
  await page.getByRole('button', { name: /Add detail/ }).click();
  await expect(page.locator('[data-status=succeeded]')).toContainText('49 left');
});

test('storage is forbidden: signing in and a paid act work for as long as the page is open', async ({
  page,
}) => {
  await page.addInitScript(() => {
    for (const name of ['localStorage', 'sessionStorage', 'indexedDB']) {
      Object.defineProperty(window, name, {
        get: () => {
          throw new DOMException('denied', 'SecurityError');
        },
      });
    }
  });
  await page.goto('/');
  await say(page, FOX);
  await page.getByRole('button', { name: /Add detail/ }).click();
  await page.getByLabel('E-mail address').fill(`none${Date.now()}@example.org`);
  await page.getByRole('dialog').getByRole('button', { name: 'Sign in' }).click();
  await expect(page.locator('[data-status=succeeded]')).toContainText('49 left');
});

test('the same idea in two tabs at once is two acts, each charged once', async ({ page, context }) => {
  await page.goto('/');
  const email = await signIn(page);
  const other = await context.newPage();
  await other.goto('/');
  await signIn(other, email);
  for (const tab of [page, other]) {
    await say(tab, FOX);
  }
  await Promise.all([page, other].map((tab) => tab.getByRole('button', { name: /Add detail/ }).click()));
  for (const tab of [page, other]) {
    await expect(tab.locator('[data-status=succeeded]')).toBeVisible({ timeout: 30_000 });
  }
  await page.reload();
  await expect(page.locator('.credit-count')).toHaveText('48 cr');
});

test('too long is told and nothing of it is cut; the prompts come back with the last character taken away', async ({
  page,
}) => {
  await page.goto('/');
  await alive(page);
  const long = `${'a fox with red fur '.repeat(300).slice(0, 4000)}!`;
  await page.evaluate((text) => {
    const data = new DataTransfer();
    data.setData('text/plain', text);
    document.body.dispatchEvent(
      new DragEvent('drop', { dataTransfer: data, bubbles: true, cancelable: true }),
    );
  }, long);
  await expect(page.locator('#idea')).toHaveValue(long);
  await expect(page.locator('#count')).toHaveText('1 character too many');
  await expect(page.getByText('Looking …')).toHaveCount(0);
  await page.locator('#idea').press('End');
  await page.locator('#idea').fill(long.slice(0, -1));
  await expect(page.locator('.card').first()).toContainText('a fox with red fur');
});

test('hostile words of a model and of a problem are text, whatever they hold', async ({ page }) => {
  page.on('dialog', () => expect(true, 'a script ran').toBe(false));
  const hostile = '<img src=x onerror=alert(1)>\u202Egnp.exe\u202C\u200B<script>alert(2)</script>{@html 1}';
  await page.goto('/');
  await signIn(page);
  await page.route('**/api/generations', (route) =>
    route.fulfill({
      json: generation('refused', {
        problem: { code: 'content-refused', title: hostile, detail: hostile },
      }),
    }),
  );
  await say(page, FOX);
  await page.getByRole('button', { name: /Add detail/ }).click();
  await expect(page.locator('[data-status=refused]')).toContainText('<script>alert(2)</script>');
  expect(await page.locator('main script, main img').count()).toBe(0);
});

test('the back button after a result shows the idea and its prompts', async ({ page }) => {
  await page.goto('/');
  await signIn(page);
  await say(page, FOX);
  await page.getByRole('button', { name: /Add detail/ }).click();
  await expect(page.locator('[data-status=succeeded]')).toBeVisible();
  await page.getByRole('link', { name: 'History' }).first().click();
  await expect(page.getByRole('heading', { name: 'Today' })).toBeVisible();
  await page.goBack();
  await expect(page.locator('#idea')).toHaveValue(FOX);
  await expect(page.locator('.card').first()).toContainText('red fox');
  await page.goForward();
  await expect(page.getByRole('heading', { name: 'Today' })).toBeVisible();
});

test('503 on every page that reads: told, and asked again by a button', async ({ page, guard }) => {
  expectAnswers(guard, 503);
  await page.goto('/');
  await signIn(page);
  let down = true;
  for (const [path, api] of [
    ['/history/', '**/api/generations?**'],
    ['/favourites/', '**/api/favourites?**'],
    ['/account/', '**/api/account'],
  ] as const) {
    down = true;
    await page.route(api, (route) => (down ? route.fulfill({ status: 503 }) : route.continue()));
    await page.goto(path);
    await expect(page.locator('main [data-code]').first(), path).toBeVisible();
    down = false;
    await page.locator('main [data-code]').first().getByRole('button', { name: 'Try again' }).click();
    await expect(page.locator('main [data-code]'), path).toHaveCount(0);
  }
});

test('a part of the page that cannot be loaded, as after a newer site is published, is told', async ({
  page,
  guard,
}) => {
  guard.allowed.push(/Picker|404/);
  await page.goto('/');
  await page.route('**/assets/Picker-*', (route) => route.fulfill({ status: 404 }));
  await say(page, 'a lighthouse on a cliff');

  await page.getByRole('button', { name: 'Style…' }).click();

  await expect(page.getByRole('status').filter({ hasText: 'This did not load.' })).toBeVisible();
  await expect(page.locator('#idea')).toHaveValue('a lighthouse on a cliff');
});
