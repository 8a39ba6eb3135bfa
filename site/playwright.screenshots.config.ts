import base from './playwright.config';

/**
 * Pictures of each page and state at 390, 768 and 1440 px in both themes: `npm run screenshots`. They are compared with those
 * in tests/screenshots; `npm run screenshots -- --update-snapshots=all` takes new ones, to be looked at before they are kept.
 */
export default {
  ...base,
  workers: 2,
  testDir: 'tests/screenshots',
  timeout: 300_000,
  snapshotPathTemplate: '{testDir}/{arg}{ext}',
  expect: { timeout: 20_000, toHaveScreenshot: { maxDiffPixels: 300, animations: 'disabled' as const } },
};
