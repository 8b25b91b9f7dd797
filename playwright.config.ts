import { defineConfig } from '@playwright/test'

const root = process.getuid?.() === 0

export default defineConfig({
  testDir: 'e2e',
  globalSetup: './e2e/global-setup.ts',
  outputDir: 'test-results',
  timeout: 120_000,
  expect: { timeout: 20_000 },
  // For a machine that stalls; `npm test` names each test that needed it.
  retries: 1,
  fullyParallel: true,
  // A browser waits for the server half of its time: one more than the cores of a small machine.
  workers: '150%',
  forbidOnly: Boolean(process.env.CI),
  // Proofs take minutes: `npm run proofs` and the whole run have them, `npm test` has not.
  projects: [
    { name: 'journeys', testIgnore: '**/*.proof.spec.ts' },
    { name: 'proofs', testMatch: '**/*.proof.spec.ts' },
  ],
  use: {
    trace: 'on-first-retry',
    launchOptions: {
      ...(process.env.EVENHAND_CHROMIUM && { executablePath: process.env.EVENHAND_CHROMIUM }),
      // Chromium's sandbox does not run as root; nothing here leaves the machine.
      // Without a graphics card, a process that plays one only takes time.
      args: [
        ...(root ? ['--no-sandbox'] : []),
        '--disable-gpu',
        '--disable-background-networking',
        '--disable-component-update',
      ],
    },
  },
})
