import 'server-only'
import { exportLabelStudio, LABEL_STUDIO_COLUMNS } from '@/lib/exports/label-studio'
import { jsonFile } from './study-file'

export const labelStudio = jsonFile({
  name: 'label-studio.json',
  needs: 'study:export',
  of: 'COMPARISON',
  columns: LABEL_STUDIO_COLUMNS,
  read: exportLabelStudio,
})
