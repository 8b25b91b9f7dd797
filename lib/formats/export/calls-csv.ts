import 'server-only'
import { CALL_COLUMNS, exportCalls } from '@/lib/exports/calls'
import { csvFile } from './study-file'

export const callsCsv = csvFile({
  name: 'calls.csv',
  needs: 'study:export',
  columns: CALL_COLUMNS,
  read: exportCalls,
})
