import 'server-only'
import { z } from 'zod'
import type { Access } from '@/lib/auth/access'
import { db } from '@/lib/db/client'
import { ImportedFile, REPEATS } from '@/lib/uploads/judgments/schema'

/** What the protocol of an imported study says, as `importStudy` writes it. */
const Imported = z.object({
  files: z.array(ImportedFile),
  readAs: z.object({
    name: z.string(),
    policy: z.object({ ties: z.string(), repeats: z.string(), sides: z.string(), losses: z.string() }),
  }),
  repeats: z.enum(['earliest', 'latest', 'all']).transform((rule) => REPEATS[rule]),
  group: z.string().nullable(),
  groups: z.array(z.object({ name: z.string(), kind: z.enum(['HUMAN', 'LLM']) })),
  counts: z.object({
    ...{ items: z.number(), annotators: z.number(), judgments: z.number(), repeats: z.number() },
    leftOut: z.record(z.string(), z.number()),
  }),
})
export type ImportedProtocol = z.output<typeof Imported>

/** Of a study that was finished elsewhere, from which files it was made, and how; null of any other. */
export async function readImported({ studyId }: Access<'study:design'>): Promise<ImportedProtocol | null> {
  const { origin, protocolText } = await db.study.findUniqueOrThrow({
    where: { id: studyId },
    select: { origin: true, protocolText: true },
  })
  return origin === 'IMPORTED' && protocolText !== null ? Imported.parse(JSON.parse(protocolText)) : null
}
