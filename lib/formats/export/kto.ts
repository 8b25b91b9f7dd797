import 'server-only'
import { exportKto, KTO_COLUMNS } from '@/lib/exports/training-rows'
import { jsonlFile } from './study-file'

export const kto = jsonlFile({
  name: 'kto.jsonl',
  needs: 'study:export',
  of: 'COMPARISON',
  columns: KTO_COLUMNS,
  read: exportKto,
})
