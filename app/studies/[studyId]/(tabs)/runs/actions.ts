'use server'

import { revalidatePath } from 'next/cache'
import { z } from 'zod'
import { AnnotatorKey } from '@/lib/annotators/schema'
import { cancelRun, pauseRun, resumeRun, setBudget, startRun } from '@/lib/runs/control-run'
import { priceRun } from '@/lib/runs/price-run'
import { reparse } from '@/lib/runs/reparse'
import { BudgetInput } from '@/lib/runs/schema'
import { action } from '@/lib/server/action'

const gate = { input: AnnotatorKey, needs: 'study:run' } as const
const refresh = ({ studyId }: { studyId: string }) => revalidatePath(`/studies/${studyId}`, 'layout')

/** Lets a model begin with its slots. */
export const startModel = action(gate, async (access, { annotatorId }) => {
  await startRun(access, annotatorId)
  refresh(access)
})

/** Asks nothing more until somebody goes on; calls under way are waited for. */
export const pauseModel = action(gate, async (access, { annotatorId }) => {
  await pauseRun(access, annotatorId)
  refresh(access)
})

/** Goes on with what is open, after a pause or once what stopped it is mended. */
export const resumeModel = action(gate, async (access, { annotatorId }) => {
  await resumeRun(access, annotatorId)
  refresh(access)
})

/** Ends a run for good. */
export const cancelModel = action(gate, async (access, { annotatorId }) => {
  await cancelRun(access, annotatorId)
  refresh(access)
})

/** Reads stored answers with the parser of this version. */
export const parseAgain = action(gate, async (access, { annotatorId }) => {
  const read = await reparse(access, annotatorId)
  refresh(access)
  return read
})

/** Gives the calls of a run the price of the day on which each was sent; the answer is how many. */
export const priceModel = action(gate, async (access, { annotatorId }) => {
  const priced = await priceRun(access, annotatorId)
  refresh(access)
  return priced
})

const budget = z.intersection(z.object({ studyId: z.uuid() }), BudgetInput)

/** Changes what a run may use in all. */
export const changeBudget = action({ input: budget, needs: 'study:run' }, async (access, input) => {
  await setBudget(access, input)
  refresh(access)
})
