import 'server-only'
import { JUDGMENT_COLUMNS, TEXT_COLUMNS } from '@/lib/exports/columns'
import { exportJudgments } from '@/lib/exports/export-judgments'
import { csvFile } from './study-file'

export const judgmentsCsv = csvFile({
  name: 'judgments.csv',
  needs: 'study:export',
  columns: JUDGMENT_COLUMNS,
  textColumns: TEXT_COLUMNS,
  read: exportJudgments,
})
