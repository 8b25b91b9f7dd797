import 'server-only'
import { exportTitle } from '@/lib/exports/title'
import { csvChunks } from '@/lib/http/stream'
import { CODEBOOK_COLUMNS, codebookRows } from './codebook'
import type { StudyFile } from './study-file'

/** The codebook of these files: made from their columns, it cannot say other things than they do. */
export function codebookCsv(files: readonly StudyFile[]): StudyFile<'study:export'> {
  return {
    name: 'codebook.csv',
    mediaType: 'text/csv',
    needs: 'study:export',
    columns: CODEBOOK_COLUMNS,
    write: async (access) => ({
      title: await exportTitle(access),
      chunks: csvChunks(
        [codebookRows(files)],
        CODEBOOK_COLUMNS.map(({ name }) => name),
      ),
    }),
  }
}
