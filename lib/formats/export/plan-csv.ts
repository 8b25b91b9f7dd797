import 'server-only'
import { PLAN_COLUMNS, planFile } from '@/lib/studies/plan-file'
import { csvFile } from './study-file'

export const planCsv = csvFile({ name: 'plan.csv', needs: 'study:design', columns: PLAN_COLUMNS, read: planFile })
