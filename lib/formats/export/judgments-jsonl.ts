import 'server-only'
import { JUDGMENT_COLUMNS } from '@/lib/exports/columns'
import { exportJudgments } from '@/lib/exports/export-judgments'
import { jsonlChunks } from '@/lib/http/stream'
import type { StudyFile } from './study-file'

export const judgmentsJsonl: StudyFile<'study:export'> = {
  name: 'judgments.jsonl',
  mediaType: 'application/jsonl',
  needs: 'study:export',
  columns: JUDGMENT_COLUMNS,
  write: async (access) => {
    const { title, batches } = await exportJudgments(access)
    return { title, chunks: jsonlChunks(batches) }
  },
}
