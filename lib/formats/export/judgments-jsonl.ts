import 'server-only'
import { JUDGMENT_COLUMNS } from '@/lib/exports/columns'
import { exportJudgments } from '@/lib/exports/export-judgments'
import { jsonlFile } from './study-file'

export const judgmentsJsonl = jsonlFile({
  name: 'judgments.jsonl',
  needs: 'study:export',
  columns: JUDGMENT_COLUMNS,
  read: exportJudgments,
})
