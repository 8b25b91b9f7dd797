import 'server-only'
import { JUDGMENT_COLUMNS, TEXT_COLUMNS } from '@/lib/exports/columns'
import { exportJudgments } from '@/lib/exports/export-judgments'
import { jsonlFile } from './study-file'

export const judgmentsJsonl = jsonlFile({
  name: 'judgments.jsonl',
  needs: 'study:export',
  columns: JUDGMENT_COLUMNS,
  textColumns: TEXT_COLUMNS,
  read: exportJudgments,
})
