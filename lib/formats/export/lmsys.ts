import 'server-only'
import { exportLmsys, LMSYS_COLUMNS } from '@/lib/exports/lmsys'
import { jsonlFile } from './study-file'

export const lmsys = jsonlFile({
  name: 'lmsys.jsonl',
  needs: 'study:export',
  of: 'COMPARISON',
  columns: LMSYS_COLUMNS,
  read: exportLmsys,
})
