import 'server-only'
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { z } from 'zod'

const Counts = z.object({ passed: z.number(), failed: z.number(), unsupported: z.number() })

const Verification = z.object({
  at: z.string(),
  families: z.record(z.string(), Counts),
  /** What gave the values of a family. */
  sources: z.record(z.string(), z.array(z.string())),
  failed: z.number(),
  estimators: z.array(z.object({ file: z.string(), name: z.string(), says: z.string(), see: z.array(z.string()) })),
})

/** How the statistics of this build were checked when it was made. */
export type Verification = z.infer<typeof Verification>

/** What the build wrote down; null where it was made without, as in development. */
export async function readVerification(): Promise<Verification | null> {
  const file = path.join(process.cwd(), process.env.NEXT_DIST_DIR || '.next', 'evenhand-checks.json')
  const text = await readFile(file, 'utf8').catch(() => null)
  return text === null ? null : Verification.parse(JSON.parse(text))
}
