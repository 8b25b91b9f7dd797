'use server'

import { revalidatePath } from 'next/cache'
import { requestReport } from '@/lib/reports/request-report'
import { ReportInput } from '@/lib/reports/schema'
import { action } from '@/lib/server/action'

/** Has a report of some studies made and frozen; answers with its id, and whether it is there by now. */
export const make = action({ input: ReportInput, needs: 'studies:list' }, async (access, input) => {
  const made = await requestReport(access, input)
  revalidatePath('/reports')
  return made
})
