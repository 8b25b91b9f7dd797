'use client'

import { useRouter } from 'next/navigation'
import type { Ending } from '@/lib/recruitments/platforms'
import type { RecruitmentInput } from '@/lib/recruitments/schema'
import type { Answer } from '@/lib/server/action'
import { newValues } from './form-values'
import { RecruitmentForm } from './recruitment-form'

type Props = {
  studyId: string
  groups: { id: string; name: string }[]
  codes: Record<Ending, string>
  hasPractice: boolean
  hasChecks: boolean
  create: (input: RecruitmentInput) => Promise<Answer<{ recruitmentId: string }>>
}

/** Makes a recruitment and goes to its page, which has the link. */
export function NewRecruitment({ studyId, groups, codes, create, ...has }: Props) {
  const router = useRouter()
  const save = async (input: RecruitmentInput) => {
    const answer = await create(input)
    if (answer.ok) router.push(`/studies/${studyId}/annotators/recruitments/${answer.value.recruitmentId}`)
    return answer
  }
  return (
    <RecruitmentForm
      {...{ studyId, groups, codes, save, ...has }}
      first={newValues(groups[0]?.id ?? '', codes)}
      label="Make the recruitment"
    />
  )
}
