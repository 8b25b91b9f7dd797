import 'server-only'
import { exportFastchatPairs, FASTCHAT_PAIR_COLUMNS } from '@/lib/exports/fastchat-pair'
import { jsonlFile } from './study-file'

export const fastchatPair = jsonlFile({
  name: 'fastchat-pair.jsonl',
  needs: 'study:export',
  of: 'COMPARISON',
  columns: FASTCHAT_PAIR_COLUMNS,
  policy: {
    takes: { masked: true, absent: true, noVerdict: true, simulated: false, bothOrders: true },
    ...{ whose: 'models', row: 'orders' },
    ties: 'Each order has its own winner, or tie; “both are bad” is a tie.',
    repeats: 'Both orders of an item make one row; what was judged in one order alone has none.',
    lost: 'Verdicts of people, and all questions but the first.',
  },
  read: exportFastchatPairs,
})
