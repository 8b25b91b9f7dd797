import { existsSync } from 'node:fs'
import path from 'node:path'
import { test } from 'vitest'
import { expectAllPassed, PAIRS, RATINGS } from '@/lib/testing/golden'
import { runGolden } from '@/scripts/golden/run'

/** Reference values of real studies, where they are at hand. */
const MORE = [
  { folder: path.resolve('../shared/golden'), families: [...PAIRS, 'published'] },
  { folder: path.resolve('../shared/golden2'), families: RATINGS },
].map((more) => ({ ...more, missing: !existsSync(more.folder) }))
for (const { folder, missing } of MORE)
  if (missing) console.warn(`NOT CHECKED against the reference values of real studies: ${folder} is missing`)

for (const { folder, families, missing } of MORE)
  test.skipIf(missing)(
    `every statistic agrees with independent implementations on real studies, those of ${path.basename(folder)}`,
    () => expectAllPassed(runGolden(folder), families),
    120_000,
  )
