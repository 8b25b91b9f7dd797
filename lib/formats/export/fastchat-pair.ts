import 'server-only'
import { exportFastchatPairs, FASTCHAT_PAIR_COLUMNS } from '@/lib/exports/fastchat-pair'
import { jsonlFile } from './study-file'

export const fastchatPair = jsonlFile({
  name: 'fastchat-pair.jsonl',
  needs: 'study:export',
  of: 'COMPARISON',
  columns: FASTCHAT_PAIR_COLUMNS,
  read: exportFastchatPairs,
})
