import 'server-only'
import { exportTrl, TRL_COLUMNS } from '@/lib/exports/training-rows'
import { jsonlFile } from './study-file'
import { PREFERENCES } from './tool-policies'

export const trlPreference = jsonlFile({
  name: 'trl-preference.jsonl',
  needs: 'study:export',
  of: 'COMPARISON',
  columns: TRL_COLUMNS,
  policy: PREFERENCES,
  read: exportTrl,
})
