import 'server-only'
import { ARGILLA_COLUMNS, exportArgilla } from '@/lib/exports/argilla'
import { jsonlFile } from './study-file'
import { JUDGED_ITEMS } from './tool-policies'

export const argilla = jsonlFile({
  name: 'argilla.jsonl',
  needs: 'study:export',
  of: 'COMPARISON',
  columns: ARGILLA_COLUMNS,
  policy: JUDGED_ITEMS,
  read: exportArgilla,
})
