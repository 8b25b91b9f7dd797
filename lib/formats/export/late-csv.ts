import 'server-only'
import { exportLate, LATE_COLUMNS } from '@/lib/exports/late-verdicts'
import { csvFile } from './study-file'

export const lateCsv = csvFile({ name: 'late.csv', needs: 'study:export', columns: LATE_COLUMNS, read: exportLate })
