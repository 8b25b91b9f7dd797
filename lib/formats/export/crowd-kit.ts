import 'server-only'
import { CROWD_KIT_COLUMNS, exportCrowdKit } from '@/lib/exports/training-rows'
import { csvFile } from './study-file'
import { PREFERENCES } from './tool-policies'

export const crowdKit = csvFile({
  name: 'crowd-kit.csv',
  needs: 'study:export',
  of: 'COMPARISON',
  columns: CROWD_KIT_COLUMNS,
  policy: PREFERENCES,
  read: exportCrowdKit,
})
