import 'server-only'
import { exportOpenaiDpo, OPENAI_DPO_COLUMNS } from '@/lib/exports/openai-dpo'
import { jsonlFile } from './study-file'
import { PREFERENCES } from './tool-policies'

export const openaiDpo = jsonlFile({
  name: 'openai-dpo.jsonl',
  needs: 'study:export',
  of: 'COMPARISON',
  columns: OPENAI_DPO_COLUMNS,
  policy: PREFERENCES,
  read: exportOpenaiDpo,
})
