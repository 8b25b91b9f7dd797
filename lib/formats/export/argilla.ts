import 'server-only'
import { ARGILLA_COLUMNS, exportArgilla } from '@/lib/exports/argilla'
import { jsonlFile } from './study-file'

export const argilla = jsonlFile({
  name: 'argilla.jsonl',
  needs: 'study:export',
  of: 'COMPARISON',
  columns: ARGILLA_COLUMNS,
  read: exportArgilla,
})
