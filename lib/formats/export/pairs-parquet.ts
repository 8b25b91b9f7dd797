import 'server-only'
import { exportPairs, PAIR_COLUMNS } from '@/lib/exports/pairs'
import { parquetFile } from './study-file'

export const pairsParquet = parquetFile({
  name: 'pairs.parquet',
  needs: 'study:export',
  columns: PAIR_COLUMNS,
  read: exportPairs,
})
