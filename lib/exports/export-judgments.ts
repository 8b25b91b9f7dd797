import 'server-only'
import type { Access } from '@/lib/auth/access'
import { db } from '@/lib/db/client'
import { Prisma } from '@/lib/db/generated/client'
import { AppError } from '@/lib/errors'
import { requireResults } from '@/lib/looks/looks'
import { textsAsShown } from './as-shown'
import type { JudgmentRow, TextRow } from './columns'
import type { FileQuery } from './file-query'
import { revisionCounter } from './number-revisions'
import { readBatches } from './read-batches'
import { type ExportedStudy, selectJudgments, selectTallied } from './select-judgments'

export type JudgmentExport = { title: string; batches: AsyncGenerator<JudgmentRow[], void, undefined> }

/** Whether texts stand in the rows, behind all else. */
type Asked = Pick<FileQuery, 'texts'>

/**
 * All that annotators answered, in the order it was stored: judgments, changed ones included and marked, and what they
 * could not judge, with their reasons and notes. A study of published counts gives one row for each verdict counted, with nothing in the columns that its source does not tell.
 * @throws AppError `forbidden` while the design does not show outcomes and nobody gave a reason to look
 */
export async function exportJudgments(access: Access<'study:export'>, asked: Asked = {}): Promise<JudgmentExport> {
  await requireResults(access)
  return exportRows(access, asked)
}

/** The same rows for what computes with them in place of writing a file; its callers ask whether they may be seen. */
export async function exportRows(
  { studyId }: Access<'study:export'> | Access<'study:results'>,
  { texts }: Asked = {},
): Promise<JudgmentExport> {
  const study = await readExportedStudy(studyId)
  const withTexts = texts === 'yes'
  const query = selectRows(study, withTexts)
  const batches = numberRevisions(readBatches<JudgmentRow>(query))
  return { title: study.title, batches: withTexts ? asShown(batches) : batches }
}

/**
 * The same rows, each the text of an object of JSON and not yet numbered, for a thread that reads them: here nothing is done
 * with what is in them, which for hundreds of thousands would hold up everybody who judges.
 */
export async function exportLines({
  studyId,
}: Access<'study:results'>): Promise<AsyncGenerator<string[], void, undefined>> {
  const rows = selectRows(await readExportedStudy(studyId))
  return linesOf(readBatches(Prisma.sql`SELECT to_json(r)::text AS line FROM (${rows}) r`))
}

async function* linesOf(batches: AsyncGenerator<{ line: string }[]>): AsyncGenerator<string[], void, undefined> {
  for await (const batch of batches) yield batch.map(({ line }) => line)
}

function selectRows(study: ExportedStudy, withTexts = false): Prisma.Sql {
  return study.origin === 'RECONSTRUCTED' ? selectTallied(study, withTexts) : selectJudgments(study, withTexts)
}

/** What the statements need of a study. @throws AppError `not_found` */
export async function readExportedStudy(studyId: string): Promise<ExportedStudy> {
  const study = await db.study.findUnique({
    where: { id: studyId },
    select: {
      ...{
        id: true,
        title: true,
        protocol: true,
        origin: true,
        seed: true,
        openedAt: true,
        parityMargin: true,
        warnedCategories: true,
      },
      systems: { where: { focal: true }, select: { systemId: true } },
      criteria: {
        orderBy: { position: 'asc' },
        select: { id: true, options: { orderBy: { position: 'asc' }, select: { code: true, score: true } } },
      },
    },
  })
  if (!study) throw new AppError('not_found')
  return study
}

async function* asShown(batches: AsyncGenerator<JudgmentRow[]>): AsyncGenerator<JudgmentRow[], void, undefined> {
  const shown = (row: JudgmentRow) => ({
    ...row,
    ...textsAsShown(row as JudgmentRow & TextRow, JSON.parse(row.masked ?? '[]') as string[]),
  })
  for await (const batch of batches) yield batch.map(shown)
}

async function* numberRevisions(
  batches: AsyncGenerator<JudgmentRow[]>,
): AsyncGenerator<JudgmentRow[], void, undefined> {
  const number = revisionCounter()
  for await (const batch of batches) yield batch.map(number)
}
