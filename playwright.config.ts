import { defineConfig } from '@playwright/test'

const root = process.getuid?.() === 0

export default defineConfig({
  testDir: 'e2e',
  globalSetup: './e2e/global-setup.ts',
  outputDir: 'test-results',
  timeout: 90_000,
  expect: { timeout: 10_000 },
  fullyParallel: true,
  workers: 2,
  forbidOnly: Boolean(process.env.CI),
  use: {
    trace: 'retain-on-failure',
    launchOptions: {
      ...(process.env.EVENHAND_CHROMIUM && { executablePath: process.env.EVENHAND_CHROMIUM }),
      // Chromium's sandbox does not run as root; nothing here leaves the machine.
      args: [...(root ? ['--no-sandbox'] : []), '--disable-background-networking', '--disable-component-update'],
    },
  },
})
