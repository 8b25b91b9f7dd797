import 'server-only'
import { exportFastchatSingle, FASTCHAT_SINGLE_COLUMNS } from '@/lib/exports/fastchat-single'
import { jsonlFile } from './study-file'

export const fastchatSingle = jsonlFile({
  name: 'fastchat-single.jsonl',
  needs: 'study:export',
  of: 'RATING',
  columns: FASTCHAT_SINGLE_COLUMNS,
  read: exportFastchatSingle,
})
