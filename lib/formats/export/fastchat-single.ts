import 'server-only'
import { exportFastchatSingle, FASTCHAT_SINGLE_COLUMNS } from '@/lib/exports/fastchat-single'
import { jsonlFile } from './study-file'

export const fastchatSingle = jsonlFile({
  name: 'fastchat-single.jsonl',
  needs: 'study:export',
  of: 'RATING',
  columns: FASTCHAT_SINGLE_COLUMNS,
  policy: {
    takes: { single: true, masked: true, absent: true, noVerdict: true, simulated: false },
    ...{ whose: 'models', row: 'verdict' },
    ties: 'Ratings know none.',
    repeats: 'Second ratings of a response by the same model are left out.',
    lost: 'Ratings by people, and all questions but the first. A slot without a verdict has the score -1.',
  },
  read: exportFastchatSingle,
})
