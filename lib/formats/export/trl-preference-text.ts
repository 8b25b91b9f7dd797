import 'server-only'
import { exportTrlText, TRL_TEXT_COLUMNS } from '@/lib/exports/training-rows'
import { jsonlFile } from './study-file'
import { PREFERENCES } from './tool-policies'

export const trlPreferenceText = jsonlFile({
  name: 'trl-preference-text.jsonl',
  needs: 'study:export',
  of: 'COMPARISON',
  columns: TRL_TEXT_COLUMNS,
  policy: PREFERENCES,
  read: exportTrlText,
})
