import { readdirSync, readFileSync } from 'node:fs'
import { availableParallelism } from 'node:os'
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
  expect: { poll: { timeout: 20_000 } },
  // For a machine that stalls, as in browser tests; `npm test` names at its end each test that needed it.
  retry: 1,
}

/** Proofs take minutes: `npm run proofs` and the whole run have them, `npm test` has not. */
const PROOFS = '**/*.proof.*'

/** What a real model says takes its time, and the model has to be there: `npm run model-tests`, and `npm test`. */
const MODELS = '**/*.model.test.ts'

/** What the programs read that our files are for; they have to be there: `npm run -s proof`, and `npm test -- --all`. */
const CONSUMERS = '**/*.consumer.db.test.ts'

/** What tests without a database share. */
const unit = {
  ...common,
  // They keep nothing between them; loading the same modules for each file takes a third of their time.
  isolate: false,
}

/** Each file has a database of its own on one real server. */
const database = {
  ...common,
  globalSetup: 'lib/testing/postgres.ts',
  setupFiles: [...common.setupFiles, 'lib/testing/own-database.ts'],
}

const DATABASE_TESTS = '{app,lib,prisma,scripts}/**/*.db.test.ts'

/**
 * Database tests that replace modules, load them anew, or set variables that are read once: it would stay so for the files
 * after them.
 */
const alone = ['app', 'lib', 'prisma', 'scripts']
  .flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((file) => path.join(folder, file)),
  )
  .filter((file) => file.endsWith('.db.test.ts') && !file.includes('.proof.'))
  .filter((file) => /\bvi\.(mock|doMock|resetModules|useFakeTimers|stubEnv)\(/.test(readFileSync(file, 'utf8')))
  .map((file) => file.replaceAll(/[()[\]{}]/g, '\\$&'))

export default defineConfig({
  resolve: { alias },
  test: {
    // The default is one worker fewer than cores, and a worker waits for its database half of its time.
    maxWorkers: Math.ceil(1.5 * availableParallelism()),
    projects: [
      {
        extends: true,
        test: {
          ...{ ...unit, name: 'unit', exclude: ['**/*.db.test.ts', PROOFS, MODELS] },
          include: ['{app,components,lib,prisma,scripts}/**/*.test.{ts,tsx}'],
        },
      },
      {
        extends: true,
        test: {
          // As for tests without one: they keep nothing, and Prisma alone takes a second to load.
          ...{ ...database, name: 'database', isolate: false, exclude: [PROOFS, CONSUMERS, ...alone] },
          include: [DATABASE_TESTS],
        },
      },
      {
        extends: true,
        test: { ...database, name: 'database alone', include: alone },
      },
      {
        extends: true,
        test: {
          ...{ ...unit, name: 'proofs', exclude: ['**/*.db.test.ts'] },
          include: ['{app,components,lib,prisma,scripts}/**/*.proof.test.{ts,tsx}'],
        },
      },
      {
        extends: true,
        test: {
          ...{ ...database, name: 'database proofs' },
          include: ['{app,lib,prisma,scripts}/**/*.proof.db.test.ts'],
        },
      },
      {
        extends: true,
        test: { ...database, name: 'consumers', testTimeout: 180_000, include: [CONSUMERS] },
      },
      {
        extends: true,
        test: {
          ...{ ...database, name: 'real model', testTimeout: 300_000, exclude: [PROOFS] },
          include: ['{lib,scripts}/**/*.model.test.ts'],
        },
      },
      {
        extends: true,
        test: {
          ...{ ...database, name: 'real model proofs', testTimeout: 300_000 },
          include: ['{lib,scripts}/**/*.proof.model.test.ts'],
        },
      },
    ],
  },
})
