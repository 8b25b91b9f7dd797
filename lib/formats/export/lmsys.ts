import 'server-only'
import { exportLmsys, LMSYS_COLUMNS } from '@/lib/exports/lmsys'
import { jsonlFile } from './study-file'

export const lmsys = jsonlFile({
  name: 'lmsys.jsonl',
  needs: 'study:export',
  of: 'COMPARISON',
  columns: LMSYS_COLUMNS,
  policy: {
    ...{ takes: { absent: true }, whose: 'all', row: 'verdict' },
    ties: 'A tie is tie, “both are bad” both_bad, or tie (bothbad) for FastChat (dialect=fastchat).',
    repeats: 'Second judgments of an item by the same annotator are left out.',
    lost: 'Which side a response stood on, reasons, and all questions but the first. What was judged with names masked stays out.',
  },
  read: exportLmsys,
})
