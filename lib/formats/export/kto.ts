import 'server-only'
import { exportKto, KTO_COLUMNS } from '@/lib/exports/training-rows'
import { jsonlFile } from './study-file'
import { PREFERENCES } from './tool-policies'

export const kto = jsonlFile({
  name: 'kto.jsonl',
  needs: 'study:export',
  of: 'COMPARISON',
  columns: KTO_COLUMNS,
  policy: {
    ...PREFERENCES,
    row: 'response',
    ties: 'Ties make no row. “Both are bad” makes none either, or two rows of responses that nobody prefers, where that is asked for (bothBad=yes).',
  },
  read: exportKto,
})
