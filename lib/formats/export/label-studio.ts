import 'server-only'
import { exportLabelStudio, LABEL_STUDIO_COLUMNS } from '@/lib/exports/label-studio'
import { jsonFile } from './study-file'
import { JUDGED_ITEMS } from './tool-policies'

export const labelStudio = jsonFile({
  name: 'label-studio.json',
  needs: 'study:export',
  of: 'COMPARISON',
  columns: LABEL_STUDIO_COLUMNS,
  policy: JUDGED_ITEMS,
  read: exportLabelStudio,
})
