'use client'

import { useState } from 'react'
import type { StudyInput } from '@/lib/designs/schema'
import type { NamedPrompt } from '@/lib/studies/selection-counts'
import { DesignForm } from './design/design-form'
import { ImportDesign } from './import-design'

type FormProps = Parameters<typeof DesignForm>[0]
type Props = Pick<FormProps, 'choices' | 'save' | 'find' | 'models' | 'words'> & { blank: StudyInput }
type Filled = { design: StudyInput; named: NamedPrompt[]; times: number }

/** The form of a new study, blank or filled in from a design file. */
export function NewStudy({ blank, ...form }: Props) {
  const [{ design, named, times }, setFilled] = useState<Filled>({ design: blank, named: [], times: 0 })
  return (
    <>
      <ImportDesign onDesign={(read) => setFilled({ ...read, times: times + 1 })} />
      {/* The form keeps what is typed into it: another design needs another form. */}
      <DesignForm key={times} {...form} design={design} named={named} studyId={null} />
    </>
  )
}
