import 'server-only'
import { JUDGMENT_COLUMNS, TEXT_COLUMNS } from '@/lib/exports/columns'
import { exportJudgments } from '@/lib/exports/export-judgments'
import { parquetFile } from './study-file'

export const judgmentsParquet = parquetFile({
  name: 'judgments.parquet',
  needs: 'study:export',
  columns: JUDGMENT_COLUMNS,
  textColumns: TEXT_COLUMNS,
  read: exportJudgments,
})
