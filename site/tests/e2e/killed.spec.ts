import { Program } from '../program';
import { expect, say, signIn, test } from './support';

test('the API is killed in mid-generation and started again: the page finishes by itself, charged once', async ({
  page,
  guard,
}) => {
  test.setTimeout(400_000);
  guard.allowed.push(/Failed to load resource|ERR_/);
  const program = new Program(7396);
  try {
    await program.start();
    await program.siteIsBuilt();
    await page.goto(program.address);
    await signIn(page);
    await say(page, 'a fox sim-slow');
    await page.getByRole('button', { name: /Add detail/ }).click();
    await expect(page.locator('[data-stage=queued], [data-stage=running]')).toBeVisible();
    await program.kill();
    await expect(page.locator('[data-stage]')).toContainText('It goes on by itself when it is back', {
      timeout: 30_000,
    });
    await program.start();
    const up = Date.now();
    // What a killed instance held is seen again by the engine a minute later at the earliest (docs/host-json.md).
    await expect(page.locator('[data-status]')).toBeVisible({ timeout: 120_000 });
    test.info().annotations.push({
      type: 'figure',
      description: `finished ${Date.now() - up} ms after it was up`,
    });
    const status = await page.locator('[data-status]').getAttribute('data-status');
    await expect(page.locator('.credit-count')).toHaveText(status === 'succeeded' ? '49 cr' : '50 cr');
  } finally {
    await program.end();
  }
});
