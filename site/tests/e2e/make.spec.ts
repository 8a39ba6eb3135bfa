import { alive, expect, say, test } from './support';

const FOX = 'a red fox in the snow, watercolor, golden hour, no people, 16:9';

test.beforeEach(async ({ page }) => {
  await page.goto('/');
});

test('a newcomer copies a prompt in three actions, signed out', async ({ page }) => {
  await page.goto('/');
  await page.locator('#idea').fill(FOX);
  await page.getByRole('button', { name: /Copy Midjourney.* prompt/ }).click();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(
    'a red fox in the snow, watercolor, golden hour --ar 16:9 --v 8.1 --no people',
  );
  await expect(page.getByRole('status').filter({ hasText: /Midjourney.* prompt copied/ })).toBeVisible();
});

test('prompts follow the last key', async ({ page }) => {
  await say(page, 'a cat');
  const box = page.locator('#idea');
  await box.fill('a cat and a dog');
  await box.press('End');
  await box.pressSequentially('s');
  await expect(page.locator('.card').first()).toContainText('a cat and a dogs');
});

test('130 characters typed at human speed are never refused', async ({ page }) => {
  const statuses: number[] = [];
  page.on('response', (response) => {
    if (response.url().includes('/prompts/')) {
      statuses.push(response.status());
    }
  });
  const box = page.locator('#idea');
  const text =
    'an old fisherman mending nets on a harbour wall at dawn, light mist over the water, muted colours, no boats, 3:2, quiet mood, wide.';
  for (const [i, char] of [...text].entries()) {
    await box.pressSequentially(char);
    await page.waitForTimeout(90 + ((i * 37) % 180));
  }
  await expect(page.locator('.card').first()).toContainText('fisherman');
  expect(statuses.length).toBeGreaterThan(20);
  expect(statuses.filter((status) => status === 429)).toEqual([]);
});

test('an empty box says so, looking says so, and nothing understood says so', async ({ page }) => {
  await expect(page.getByText('The prompts appear here while you type.')).toBeVisible();
  await page.route('**/prompts/preview', async (route) => {
    await new Promise((resolve) => setTimeout(resolve, 600));
    await route.continue();
  });
  await page.locator('#idea').fill('a lighthouse');
  await expect(page.getByText('Looking …')).toBeVisible();
  await expect(page.locator('.card').first()).toContainText('lighthouse');
  await page.unroute('**/prompts/preview');
  await page.locator('#idea').fill('please');
  await page.locator('#idea').fill('?!');
  await expect(page.getByText('There is nothing in it to show yet.')).toBeVisible();
  await expect(page.getByRole('button', { name: /Add detail/ })).toBeDisabled();
  await expect(page.getByRole('button', { name: /Paint/ })).toBeDisabled();
});

test('one color of a chosen palette goes or changes, and the others stay', async ({ page }) => {
  await page.locator('#idea').fill('a lighthouse on a cliff');
  await page.getByRole('button', { name: 'Style…' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Palette', exact: true }).click();
  await page.getByRole('dialog').getByRole('combobox').fill('desert clay');
  await page.getByRole('dialog').getByRole('option', { name: 'desert clay' }).click();
  const colors = page.locator('.chip:has(.dot)');
  await expect(colors.first()).toBeVisible();
  const names = await colors.locator('.words').allInnerTexts();
  expect(names.length).toBeGreaterThan(2);

  await colors.first().locator('.value').click();
  await colors.first().getByRole('button', { name: 'Remove' }).click();
  await expect(colors.locator('.words')).toHaveText(names.slice(1));

  await colors.first().locator('.value').click();
  await colors.first().getByRole('button', { name: 'Edit' }).click();
  await colors.first().getByLabel('Say it differently').fill('rust red');
  await colors.first().getByRole('button', { name: 'Save' }).click();
  await expect(colors.locator('.words')).toHaveText(['rust red', ...names.slice(2)]);
  await expect(page.locator('.card').first()).toContainText('rust red');
});

test('a chip says who put it there, marks its words in every card, and can be edited, swapped, locked and removed', async ({
  page,
}) => {
  await say(page, FOX);
  const chip = page.locator('.chip', { hasText: 'golden hour' });
  await expect(chip).toContainText('you');
  await chip.locator('.value').hover();
  await expect(page.locator('.card mark.lit').first()).toHaveText(/golden hour/i);
  expect(await page.locator('.card mark.lit').count()).toBeGreaterThan(3);

  await chip.locator('.value').click();
  await chip.getByRole('button', { name: 'Edit' }).click();
  await chip.getByLabel('Say it differently').fill('blue hour');
  await chip.getByRole('button', { name: 'Save' }).click();
  await expect(page.locator('#idea')).toHaveValue(/blue hour/);
  await expect(page.locator('.card').first()).toContainText('blue hour');

  const medium = page.locator('.chip', { hasText: 'watercolor' });
  await medium.locator('.value').click();
  await medium.getByRole('button', { name: 'Swap' }).click();
  await page.getByRole('dialog').getByRole('combobox').fill('etching');
  await page.getByRole('dialog').getByRole('option').first().click();
  await expect(page.locator('.card').first()).toContainText('etching');
  await expect(page.locator('.chosen')).toContainText('etching');

  const people = page.locator('.chip', { hasText: 'people' });
  await people.locator('.value').click();
  await people.getByRole('button', { name: 'Lock' }).click();
  await expect(people).toContainText('locked');
  await people.getByRole('button', { name: 'Remove' }).click();
  await expect(page.locator('#idea')).not.toHaveValue(/people/);
  await expect(page.locator('.card').first()).not.toContainText('people');
});

test('undo takes back a chip and a burst of typing, by button and by key', async ({ page }) => {
  await say(page, FOX);
  await page.waitForTimeout(700);
  const chip = page.locator('.chip', { hasText: '16:9' });
  await chip.locator('.value').click();
  await chip.getByRole('button', { name: 'Remove' }).click();
  await expect(page.locator('#idea')).not.toHaveValue(/16:9/);
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(page.locator('#idea')).toHaveValue(FOX);
  await page.getByRole('button', { name: 'Clear' }).click();
  await expect(page.locator('#idea')).toHaveValue('');
  await page.keyboard.press('Control+z');
  await expect(page.locator('#idea')).toHaveValue(FOX);
});

test('a finished prompt is read as one and moved to the others', async ({ page }) => {
  await say(page, 'lighthouse in a storm, golden hour --ar 3:2 --no people --v 7');
  await expect(page.locator('.card', { hasText: 'FLUX.1' })).toContainText(
    'lighthouse in a storm, golden hour. Deserted scene.',
  );
  await expect(page.locator('.card', { hasText: 'FLUX.1' }).locator('.prompt')).not.toContainText('--');
  await expect(page.locator('.card', { hasText: 'Stable Diffusion XL' })).toContainText('Negative: people');
});

test('models are one click away and remembered; JSON is folded; cuts and changes are told', async ({
  page,
}) => {
  await say(page, FOX);
  await page.getByRole('button', { name: 'DALL·E 3', exact: true }).click();
  await expect(page.locator('.card', { hasText: 'DALL·E 3' })).toBeVisible();
  await page.reload();
  await expect(page.locator('.card', { hasText: 'DALL·E 3' })).toBeVisible();
  const json = page.locator('.card', { hasText: 'Ideogram 4' });
  await expect(json.locator('.prompt')).toBeHidden();
  await json.getByRole('button', { name: 'Unfold' }).click();
  await expect(json.locator('.prompt')).toContainText('high_level_description');
  await expect(page.locator('.card', { hasText: 'FLUX.1' })).toContainText('is to be absent; written as');
});

test('a link carries the idea behind its # and nothing of it goes to a server', async ({ page, context }) => {
  await say(page, FOX);
  await page.getByRole('button', { name: 'Share' }).click();
  const link = await page.evaluate(() => navigator.clipboard.readText());
  expect(link).toContain('/#s=');
  const other = await context.newPage();
  await other.goto(link);
  await expect(other.locator('#idea')).toHaveValue(FOX);
  await expect(other.locator('.card').first()).toContainText('fox');
  await other.goto('/#s=broken!');
  await expect(other.getByRole('heading', { level: 1 })).toBeVisible();
});

test('the draft is there after a reload, in another tab too, and can be turned off', async ({
  page,
  context,
}) => {
  await say(page, 'a draft that stays');
  await page.waitForTimeout(300);
  await page.reload();
  await expect(page.locator('#idea')).toHaveValue('a draft that stays');
  const other = await context.newPage();
  await other.goto('/');
  await expect(other.locator('#idea')).toHaveValue('a draft that stays');
  await page.evaluate(() => localStorage.setItem('drafts', 'off'));
  await say(page, 'not kept');
  await page.waitForTimeout(300);
  await page.reload();
  await expect(page.locator('#idea')).not.toHaveValue('not kept');
});

test('works where the browser forbids storage', async ({ page, guard }) => {
  guard.allowed.push(/nothing/);
  await page.addInitScript(() => {
    for (const name of ['localStorage', 'sessionStorage', 'indexedDB']) {
      Object.defineProperty(window, name, {
        get: () => {
          throw new DOMException('denied', 'SecurityError');
        },
      });
    }
  });
  await page.reload();
  await say(page, FOX);
  await expect(page.locator('.card').first()).toContainText('fox');
});

test('hostile text is shown as text, in the box, in chips and in prompts', async ({ page }) => {
  const hostile = '<img src=x onerror=alert(1)> \u202Egnp.exe\u202C a\u200Bfox "><script>alert(2)</script>';
  page.on('dialog', () => expect(true, 'a script ran').toBe(false));
  await say(page, hostile);
  await expect(page.locator('.card').first()).toContainText('<script>alert(2)</script>');
  expect(await page.locator('.card img, .card script, .chip img, .chip script').count()).toBe(0);
});

test('4,000 characters are taken and the 4,001st is told', async ({ page }) => {
  await say(page, 'a fox with red fur '.repeat(300).slice(0, 3999) + '.');
  await expect(page.locator('#count')).toHaveText('4,000 of 4,000');
  await page.locator('#idea').fill('x'.repeat(4001));
  await expect(page.locator('#count')).toHaveText('1 character too many');
  await expect(page.getByRole('button', { name: /Add detail/ })).toBeDisabled();
});

test('a foreign language stands as it is, and the page says so', async ({ page }) => {
  await say(page, 'ein roter Fuchs im Schnee mit dem Licht');
  await expect(page.getByText('is not one that is taken apart here')).toBeVisible();
});

test('keys: box, copy, palette, list, recent prompts; single keys can be turned off', async ({ page }) => {
  await alive(page);
  await page.keyboard.press('/');
  await expect(page.locator('#idea')).toBeFocused();
  await page.keyboard.type('a red fox');
  await expect(page.locator('.card').first()).toContainText('fox');
  await page.getByRole('heading', { level: 1 }).click();
  await page.keyboard.press('2');
  await expect(page.getByRole('status').filter({ hasText: 'FLUX.1 prompt copied' })).toBeVisible();
  await page.locator('#idea').fill('a blue whale');
  await page.keyboard.press('Alt+ArrowUp');
  await expect(page.locator('#idea')).toHaveValue('a red fox');
  await page.getByRole('heading', { level: 1 }).click();
  await page.keyboard.press('Control+k');
  await page.getByRole('combobox', { name: 'What to do' }).fill('imagen');
  await page.keyboard.press('Enter');
  await expect(page.locator('.card', { hasText: 'Imagen' })).toBeVisible();
  await page.keyboard.press('?');
  await expect(page.getByRole('dialog', { name: 'Keys' })).toBeVisible();
  await page.getByLabel(/Single keys/).uncheck();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await page.keyboard.press('?');
  await page.waitForTimeout(200);
  await expect(page.getByRole('dialog')).toHaveCount(0);
});
