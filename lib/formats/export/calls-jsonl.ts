import 'server-only'
import { CALL_COLUMNS, exportCalls } from '@/lib/exports/calls'
import { jsonlFile } from './study-file'

export const callsJsonl = jsonlFile({
  name: 'calls.jsonl',
  needs: 'study:export',
  columns: CALL_COLUMNS,
  read: exportCalls,
})
