import 'server-only'
import { exportNames, NAME_COLUMNS } from '@/lib/exports/name-decisions'
import { csvFile } from './study-file'

export const namesCsv = csvFile({ name: 'names.csv', needs: 'study:export', columns: NAME_COLUMNS, read: exportNames })
