import 'server-only'
import { exportPairs, PAIR_COLUMNS } from '@/lib/exports/pairs'
import { jsonlFile } from './study-file'

export const pairsJsonl = jsonlFile({
  name: 'pairs.jsonl',
  needs: 'study:export',
  columns: PAIR_COLUMNS,
  read: exportPairs,
})
