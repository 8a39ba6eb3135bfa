// Measures what docs/site.md says of the front page, against a site that runs: `SITE_ADDRESS=… npm run figures`.
// It prints one line a figure and fails when one is not held. Lighthouse takes half a minute; --quick leaves it out.
import { gzipSync } from 'node:zlib';
import { chromium } from '@playwright/test';

const site = process.env.SITE_ADDRESS ?? 'http://127.0.0.1:7071';
const executablePath = process.env.CHROMIUM ?? '/usr/bin/chromium';
const flags = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
];
let failed = false;

function tell(name, value, most, unit = '') {
  const held = value <= most;
  failed ||= !held;
  console.log(
    `${held ? 'held  ' : 'MISSED'} ${name}: ${Math.round(value * 100) / 100}${unit} (at most ${most}${unit})`,
  );
}

const browser = await chromium.launch({ executablePath, args: flags });
const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
const sizes = { script: 0, stylesheet: 0, font: 0, document: 0 };
const all = [];
page.on('response', (response) => {
  const type = response.request().resourceType();
  all.push(
    response.body().then(
      (body) => {
        const bytes = type === 'font' ? body.length : gzipSync(body, { level: 9 }).length;
        sizes[type] = (sizes[type] ?? 0) + bytes / 1024;
      },
      () => undefined,
    ),
  );
});
await page.goto(site, { waitUntil: 'networkidle' });
await Promise.all(all);
tell('scripts of the front page', sizes.script, 60, ' KB');
tell('styles of the front page', sizes.stylesheet, 12, ' KB');
tell('fonts of the front page', sizes.font, 75, ' KB');
tell(
  'the front page in all',
  Object.values(sizes).reduce((a, b) => a + b, 0),
  150,
  ' KB',
);

const before = sizes.script;
await page.getByRole('button', { name: 'Style…' }).click();
await page.getByRole('dialog').waitFor();
await page.waitForLoadState('networkidle');
await Promise.all(all);
tell('the picker, when it is opened', sizes.script - before, 35, ' KB');
await page.keyboard.press('Escape');

const box = page.locator('#idea');
await box.fill('a cat');
await page.locator('.card').first().waitFor();
const waits = [];
for (const letter of ['s', ' ', 'a', 'n', 'd']) {
  const begin = Date.now();
  const answer = page.waitForResponse('**/prompts/preview');
  await box.press(letter === ' ' ? 'Space' : letter);
  await (await answer).finished();
  waits.push(Date.now() - begin);
  await page.waitForTimeout(600);
}
tell('from a key to its prompts, the slowest of five', Math.max(...waits), 700, ' ms');

// A newcomer: the page is loaded with an empty cache, an idea is written, and the first prompt is copied.
const newcomer = await (await browser.newContext({ permissions: ['clipboard-write'] })).newPage();
const loads = Date.now();
await newcomer.goto(site);
await newcomer.locator('#idea').fill('a red fox in the snow, watercolor, golden hour, no people, 16:9');
await newcomer
  .getByRole('button', { name: /^Copy .* prompt$/ })
  .first()
  .click();
await newcomer
  .getByRole('status')
  .filter({ hasText: /prompt copied/ })
  .waitFor();
tell('from loading the page to a copied prompt', (Date.now() - loads) / 1000, 10, ' s');
await browser.close();

if (!process.argv.includes('--quick')) {
  const { default: lighthouse } = await import('lighthouse');
  const { computeMedianRun } = await import('lighthouse/core/lib/median-run.js');
  const { spawn } = await import('node:child_process');
  const port = 9333;
  const chrome = spawn(executablePath, [...flags, `--remote-debugging-port=${port}`, 'about:blank'], {
    stdio: 'ignore',
  });
  try {
    await new Promise((resolve) => setTimeout(resolve, 3000));
    // One run differs from the next by a tenth; its authors advise the median of some:
    // https://github.com/GoogleChrome/lighthouse/blob/main/docs/variability.md
    const runs = [];
    for (let run = 0; run < 3; run++) {
      runs.push((await lighthouse(site, { port, output: 'json', logLevel: 'silent' })).lhr);
    }

    const lhr = computeMedianRun(runs);
    for (const [name, least] of [
      ['performance', 95],
      ['accessibility', 100],
      ['best-practices', 100],
      ['seo', 100],
    ]) {
      const score = Math.round(lhr.categories[name].score * 100);
      failed ||= score < least;
      console.log(`${score >= least ? 'held  ' : 'MISSED'} Lighthouse ${name}: ${score} (at least ${least})`);
      for (const { id } of lhr.categories[name].auditRefs) {
        if (score < least && lhr.audits[id].score !== null && lhr.audits[id].score < 0.9) {
          console.log(`         ${id}: ${lhr.audits[id].displayValue ?? lhr.audits[id].title}`);
        }
      }
    }
    tell('largest contentful paint', lhr.audits['largest-contentful-paint'].numericValue / 1000, 2, ' s');
    tell('total blocking time', lhr.audits['total-blocking-time'].numericValue, 150, ' ms');
    tell('cumulative layout shift', lhr.audits['cumulative-layout-shift'].numericValue, 0.05);
  } finally {
    chrome.kill();
  }
}

process.exitCode = failed ? 1 : 0;
