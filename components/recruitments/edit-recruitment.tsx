'use client'

import type { RecruitmentInput } from '@/lib/recruitments/schema'
import type { Answer } from '@/lib/server/action'
import type { Values } from './form-values'
import { RecruitmentForm } from './recruitment-form'

type Props = {
  recruitmentId: string
  studyId: string
  groups: { id: string; name: string }[]
  first: Values
  hasPractice: boolean
  hasChecks: boolean
  change: (input: RecruitmentInput & { recruitmentId: string }) => Promise<Answer<void>>
}

/** Changes a recruitment, in force for whoever ends from then on. */
export function EditRecruitment({ recruitmentId, change, ...props }: Props) {
  return <RecruitmentForm {...props} codes={null} label="Save" save={(input) => change({ ...input, recruitmentId })} />
}
