import 'server-only'
import { z } from 'zod'
import { db } from '@/lib/db/client'
import type { Upload } from '@/lib/db/generated/client'
import { checkedRows } from './checked-rows'
import { isProblemCode, type ProblemCode } from './problems'

const ProblemRow = z.object({
  id: z.bigint(),
  /** Which of the upload's files it is in. */
  file: z.number(),
  line: z.number(),
  record: z.number(),
  externalId: z.string().nullable(),
  problem: z.custom<ProblemCode>((code) => typeof code === 'string' && isProblemCode(code)),
  detail: z.string().nullable(),
  beginning: z.string().nullable(),
})
export type ProblemRow = z.output<typeof ProblemRow>

/** Problem rows in the order of the file, after the one with the id `after`. Only for functions that hold an access. */
export async function listProblems(upload: Upload, { after = 0n, limit }: { after?: bigint; limit: number }) {
  const there = upload.kind === 'PROMPTS' ? 'Another prompt has this id' : 'The response that is there has another text'
  const rows = await db.$queryRaw`
    SELECT id, file, line, record, beginning, "externalId", state AS problem,
           CASE WHEN state = 'differs' THEN ${there} ELSE detail END AS detail
    FROM ${checkedRows(upload)} c WHERE state IS NOT NULL AND state <> 'present' AND id > ${after}
    ORDER BY id LIMIT ${limit}`
  return z.array(ProblemRow).parse(rows)
}
