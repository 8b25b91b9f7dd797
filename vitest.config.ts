import path from 'node:path'
import { defineConfig } from 'vitest/config'

const alias = {
  '@': import.meta.dirname,
  // The marker throws outside React's server build; tests are a server.
  'server-only': path.join(import.meta.dirname, 'lib/testing/server-only.ts'),
}

// Long enough for a loaded machine: nothing here is a test of speed.
const common = {
  setupFiles: ['lib/testing/fail-on-console-error.ts'],
  testTimeout: 60_000,
  hookTimeout: 60_000,
}

export default defineConfig({
  resolve: { alias },
  test: {
    // One worker fewer than cores, the default, is one alone on two cores, which waits for the database half its time.
    maxWorkers: '100%',
    projects: [
      {
        extends: true,
        test: {
          ...common,
          name: 'unit',
          // They keep nothing between them; loading the same modules for each file takes a third of their time.
          isolate: false,
          include: ['{app,components,lib,prisma,scripts}/**/*.test.{ts,tsx}'],
          exclude: ['**/*.db.test.ts'],
        },
      },
      {
        extends: true,
        test: {
          ...common,
          name: 'database',
          include: ['{app,lib,prisma,scripts}/**/*.db.test.ts'],
          globalSetup: 'lib/testing/postgres.ts',
          setupFiles: [...common.setupFiles, 'lib/testing/own-database.ts'],
        },
      },
    ],
  },
})
