import { defineConfig } from '@playwright/test';

/**
 * The browser suite, in Debian's own Chromium against the program as it is started by anybody, simulators and all
 * (tests/program.ts). `npm run e2e`; CHROMIUM names another browser, SITE_WORKERS another number of them.
 */
export default defineConfig({
  testDir: 'tests/e2e',
  outputDir: '../artifacts/site-results',
  globalSetup: './tests/setup.ts',
  // All of them share one program, and each has a browser context and accounts of its own.
  fullyParallel: true,
  workers: Number(process.env.SITE_WORKERS ?? 2),
  timeout: 60_000,
  expect: { timeout: 10_000 },
  reporter: process.env.CI
    ? [['line'], ['junit', { outputFile: '../artifacts/TestResults/site.xml' }]]
    : 'line',
  use: {
    baseURL: process.env.SITE_ADDRESS ?? 'http://127.0.0.1:7395',
    viewport: { width: 1440, height: 900 },
    permissions: ['clipboard-read', 'clipboard-write'],
    reducedMotion: 'reduce',
    locale: 'en-GB',
    timezoneId: 'UTC',
    launchOptions: {
      executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
        '--no-first-run',
      ],
    },
  },
});
