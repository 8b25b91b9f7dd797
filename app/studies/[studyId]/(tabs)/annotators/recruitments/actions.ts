'use server'

import { revalidatePath } from 'next/cache'
import { z } from 'zod'
import { compareWithList } from '@/lib/recruitments/compare'
import { changeRecruitment, closeRecruitment, createRecruitment } from '@/lib/recruitments/manage'
import { RecruitmentChange, RecruitmentInput, RecruitmentKey, SubmissionList } from '@/lib/recruitments/schema'
import { action } from '@/lib/server/action'

const needs = 'annotators:manage'
const refresh = ({ studyId }: { studyId: string }) => revalidatePath(`/studies/${studyId}/annotators`, 'layout')

/** Makes a recruitment. */
export const create = action({ input: RecruitmentInput, needs }, async (access, input) => {
  const made = await createRecruitment(access, input)
  refresh(access)
  return made
})

/** Changes one. */
export const change = action({ input: RecruitmentChange, needs }, async (access, { recruitmentId, ...input }) => {
  await changeRecruitment(access, recruitmentId, input)
  refresh(access)
})

/** Takes nobody new by its link, or again. */
export const close = action(
  { input: RecruitmentKey.extend({ isClosed: z.boolean() }), needs },
  async (access, { recruitmentId, isClosed }) => {
    await closeRecruitment(access, recruitmentId, isClosed)
    refresh(access)
  },
)

/** Holds it against its platform's list of submissions. */
export const compare = action({ input: SubmissionList, needs }, async (access, input) => {
  const found = await compareWithList(access, input)
  refresh(access)
  return found
})
