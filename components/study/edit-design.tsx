'use client'

import type { StudyInput } from '@/lib/designs/schema'
import type { Answer } from '@/lib/server/action'
import { DesignForm } from './design/design-form'

type FormProps = Parameters<typeof DesignForm>[0]
type Save = (input: { studyId: string; design: StudyInput }) => Promise<Answer<{ studyId: string }>>
type Props = Omit<FormProps, 'save' | 'studyId'> & { studyId: string; save: Save }

/** The form of a draft that is there already. */
export function EditDesign({ studyId, save, ...form }: Props) {
  return <DesignForm {...form} studyId={studyId} save={(design) => save({ studyId, design })} />
}
