import 'server-only'
import { CROWD_KIT_COLUMNS, exportCrowdKit } from '@/lib/exports/training-rows'
import { csvFile } from './study-file'

export const crowdKit = csvFile({
  name: 'crowd-kit.csv',
  needs: 'study:export',
  of: 'COMPARISON',
  columns: CROWD_KIT_COLUMNS,
  read: exportCrowdKit,
})
