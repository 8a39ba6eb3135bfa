import type { Page, Request } from '@playwright/test';
import { expect, expectAnswers, say, signIn, test } from './support';

/** What is shown is what is painted; where it would not be, the page says so before anything is paid. */

const sentBy = (page: Page): Promise<Request> =>
  page.waitForRequest((r) => r.url().endsWith('/generations') && r.method() === 'POST');

test('a change that the text cannot take: the page says that it would not be painted, and writes it into the text', async ({
  page,
}) => {
  // The light stands in the middle, so the words of the subject are nowhere in the text as they are in the chip.
  const text = 'a red fox, golden hour, beside a frozen lake, 16:9';
  await page.goto('/');
  await signIn(page);
  await say(page, text);
  const card = page.locator('.card').first().locator('.words');
  const subject = page.locator('.chip').first();
  await expect(subject).toContainText('a red fox, beside a frozen lake');
  await expect(page.locator('[data-differs]')).toHaveCount(0);
  await subject.locator('.value').click();
  await subject.getByRole('button', { name: 'Edit' }).click();
  await page.getByLabel('Say it differently').fill('a grey wolf, beside a frozen lake');
  await page.keyboard.press('Enter');
  await expect(card).toContainText('a grey wolf, beside a frozen lake, golden hour --ar 16:9');

  // A painting is made from the text, which still says fox.
  await expect(page.locator('#idea')).toHaveValue(text);
  await expect(page.locator('[data-differs]')).toContainText('The prompts differ from your text.');
  const shown = (await card.textContent())!;
  await page.getByRole('button', { name: 'Write it into the text' }).click();
  const whole = 'a grey wolf, beside a frozen lake, golden hour --ar 16:9';
  await expect(page.locator('#idea')).toHaveValue(whole);
  await expect(page.locator('[data-differs]')).toHaveCount(0);
  await expect(card).toHaveText(shown);

  // It is a step as any other.
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(page.locator('#idea')).toHaveValue(text);
  await expect(page.locator('[data-differs]')).toBeVisible();
  await page.getByRole('button', { name: 'Write it into the text' }).click();

  await expect(page.locator('[data-differs]')).toHaveCount(0);
  const sent = sentBy(page);
  await page.getByRole('button', { name: /^Paint/ }).click();
  expect((await sent).postDataJSON()).toMatchObject({ idea: whole });
  await expect(page.locator('.ended img').first()).toBeVisible();
  await expect(card).toContainText('a grey wolf');
});

test('what was shown stays when its generation is deleted in another tab: told in words, not charged, painted from the text', async ({
  page,
  context,
  guard,
}) => {
  expectAnswers(guard, 404, 410);
  await page.goto('/');
  const email = await signIn(page);
  await say(page, 'a red fox in the snow, watercolor, 16:9');
  await page.getByRole('button', { name: /Add detail/ }).click();
  await expect(page.locator('[data-status=succeeded]')).toContainText('49 left');
  const card = page.locator('.card').first().locator('.words');
  const added = (await page.locator('.chip[data-source=model] .words').first().textContent())!.trim();
  await expect(card).toContainText(added);
  const before = await page.locator('.chip .words').allTextContents();

  const other = await context.newPage();
  await other.goto('/');
  await signIn(other, email);
  await other.goto('/history/');
  const removed = other.waitForResponse((r) => r.request().method() === 'DELETE' && r.ok());
  await other.getByRole('button', { name: /^Delete: a red fox/ }).click();
  await removed;
  await other.close();

  await page.getByRole('button', { name: /^Paint/ }).click();
  const told = page.locator('[data-code=parent-gone], [data-code=parent-not-found]');
  await expect(told).toContainText('What this was made from is gone');
  await expect(told).toContainText(/Not charged|Nothing was charged/);
  await expect(page.getByRole('button', { name: 'Try again' })).toHaveCount(0);
  await expect(page.locator('.credit-count')).toHaveText('49 cr');
  await expect(page.locator('#idea')).toHaveValue('a red fox in the snow, watercolor, 16:9');
  expect(await page.locator('.chip .words').allTextContents()).toEqual(before);
  await expect(card).toContainText(added);

  // And how it goes on: with all of it in the text, which needs nothing that is gone.
  await expect(page.locator('[data-differs]')).toBeVisible();
  await page.getByRole('button', { name: 'Write it into the text' }).click();
  await expect(page.locator('#idea')).toHaveValue(new RegExp(added));
  const sent = sentBy(page);
  await page.getByRole('button', { name: /^Paint/ }).click();
  expect((await sent).postDataJSON()).not.toHaveProperty('parentId');
  await expect(page.locator('.ended img').first()).toBeVisible();
  await expect(page.locator('.credit-count')).toHaveText('41 cr');
});
