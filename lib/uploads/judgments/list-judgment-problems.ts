import 'server-only'
import { z } from 'zod'
import type { SiteAccess } from '@/lib/auth/access'
import { db } from '@/lib/db/client'
import { isProblemCode, PROBLEMS, type ProblemCode } from '../problems'
import { findImport } from './find-import'

export const PROBLEM_CODE = z.custom<ProblemCode>((value) => typeof value === 'string' && isProblemCode(value))

const Problem = z.object({
  ...{ id: z.bigint(), file: z.number(), line: z.number(), record: z.number() },
  ...{ problem: PROBLEM_CODE, detail: z.string().nullable() },
})
export type JudgmentProblem = z.output<typeof Problem>

/** Rows of an import that cannot be counted, in the order of its files. Only for functions that hold an access. @param but problems that are left out */
export async function listJudgmentProblems(
  importId: string,
  { after = 0n, limit, but = [] }: { after?: bigint; limit: number; but?: readonly string[] },
): Promise<JudgmentProblem[]> {
  const rows = await db.$queryRaw`
    SELECT id, file, line, record, problem, detail FROM "ImportRow"
    WHERE "importId" = ${importId}::uuid AND problem IS NOT NULL AND id > ${after}
      AND NOT problem = ANY (${but as string[]}::text[]) ORDER BY id LIMIT ${limit}`
  return z.array(Problem).parse(rows)
}

export const JUDGMENT_REPORT_COLUMNS = ['file', 'line', 'record', 'problem', 'what', 'detail', 'what_to_do'] as const

const ROWS_A_BATCH = 5_000

/** All of them, in words. @throws AppError `not_found` */
export async function* reportJudgmentProblems(_access: SiteAccess<'imports:manage'>, importId: string) {
  const { files } = await findImport(importId)
  for (let after: bigint | undefined = 0n; after !== undefined; ) {
    const rows = await listJudgmentProblems(importId, { after, limit: ROWS_A_BATCH })
    yield rows.map(({ file, line, record, problem, detail }) => {
      const { what, advice } = PROBLEMS[problem]
      return { file: files[file]?.name ?? '', line, record, problem, what, detail, what_to_do: advice }
    })
    after = rows.length === ROWS_A_BATCH ? rows.at(-1)?.id : undefined
  }
}
