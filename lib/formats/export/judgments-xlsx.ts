import 'server-only'
import type { Access } from '@/lib/auth/access'
import { countStudy } from '@/lib/counts/study-counts'
import { AppError } from '@/lib/errors'
import { JUDGMENT_COLUMNS, TEXT_COLUMNS } from '@/lib/exports/columns'
import { exportJudgments } from '@/lib/exports/export-judgments'
import { CODEBOOK_COLUMNS, codebookRows } from './codebook'
import { columnsAsked, type StudyFile } from './study-file'
import { xlsxChunks } from './xlsx'

/** As many rows as a sheet of Excel has below its header. */
const MOST_ROWS = 1_048_575

const NAME = 'judgments.xlsx'

export const judgmentsXlsx: StudyFile<'study:export'> = {
  name: NAME,
  mediaType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  needs: 'study:export',
  columns: JUDGMENT_COLUMNS,
  write: async (access, query) => {
    await requireFit(access)
    const { title, batches } = await exportJudgments(access, query)
    const columns = columnsAsked({ columns: JUDGMENT_COLUMNS, textColumns: TEXT_COLUMNS }, query)
    const chunks = xlsxChunks([
      { name: 'judgments', columns, batches },
      { name: 'codebook', columns: CODEBOOK_COLUMNS, batches: [codebookRows([{ name: NAME, columns }])] },
    ])
    return { title, chunks }
  },
}

/** @throws AppError `conflict` before a byte is sent: a sheet that ends early would look whole */
async function requireFit(access: Access<'study:export'>): Promise<void> {
  const { answers, setAside, practiceSetAside, noVerdict } = await countStudy(access)
  const rows = answers + setAside + practiceSetAside + noVerdict
  if (rows > MOST_ROWS)
    throw new AppError('conflict', {
      message: `A sheet of Excel has room for ${MOST_ROWS} rows, and this study has ${rows}. Take judgments.parquet or judgments.csv.`,
    })
}
