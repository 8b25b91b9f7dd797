'use server'

import { revalidatePath } from 'next/cache'
import { makeReport } from '@/lib/reports/make-report'
import { ReportInput } from '@/lib/reports/schema'
import { action } from '@/lib/server/action'

/** Makes a report of some studies and freezes it; answers with its id. */
export const make = action({ input: ReportInput, needs: 'studies:list' }, async (access, input) => {
  const id = await makeReport(access, input)
  revalidatePath('/reports')
  return id
})
