'use client'

import { Note } from '@/components/ui/text'
import type { StudyInput } from '@/lib/designs/schema'
import type { Answer } from '@/lib/server/action'
import { DesignForm } from './design/design-form'

type FormProps = Parameters<typeof DesignForm>[0]
type Save = (input: { studyId: string; design: StudyInput }) => Promise<Answer<{ studyId: string }>>
type Props = Omit<FormProps, 'save' | 'studyId' | 'design'> & { studyId: string; design: StudyInput; save: Save }

/** The form of a draft that is there already. */
export function EditDesign({ studyId, design, save, ...form }: Props) {
  if (design.protocol === 'RATING') return <Note>The design of a rating study cannot be changed here yet.</Note>
  return (
    <DesignForm {...form} design={design} studyId={studyId} save={(changed) => save({ studyId, design: changed })} />
  )
}
