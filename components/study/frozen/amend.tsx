'use client'

import { useRouter } from 'next/navigation'
import { Section } from '@/components/ui/section'
import { Note } from '@/components/ui/text'
import type { DesignChoices } from '@/lib/designs/design-choices'
import type { StudyInput } from '@/lib/designs/schema'
import type { Answer } from '@/lib/server/action'
import type { AmendmentInput } from '@/lib/studies/amendment-schema'
import type { FrozenProtocol } from '@/lib/studies/read-protocol'
import type { ModelSource } from '../design/models/source'
import { AmendCap } from './amend-cap'
import type { MakeAmendment } from './amend-form'
import { AmendInstructions } from './amend-instructions'
import { AmendModel } from './amend-model'
import { AmendOverlap } from './amend-overlap'
import { AmendSystem } from './amend-system'

type Props = {
  studyId: string
  design: StudyInput
  protocol: FrozenProtocol
  choices: DesignChoices
  models: ModelSource
  amend: (input: AmendmentInput & { studyId: string }) => Promise<Answer<{ number: number }>>
  /** Then a language model may still join, and nothing else. */
  isClosed: boolean
}

/** The five things about an open study that may change, each with its reason. */
export function Amend({ studyId, design, protocol, choices, models, amend, isClosed }: Props) {
  const router = useRouter()
  const make: MakeAmendment = async (input) => {
    const answer = await amend({ studyId, ...input })
    if (answer.ok) router.refresh()
    return answer
  }
  return (
    <Section className="print:hidden" aria-labelledby="amend">
      <h2 id="amend">Amend the protocol</h2>
      <Note>
        Each change is numbered and kept with your name, the time, its reason and how many judgments were in. It cannot
        be taken back, only followed by another.
        {isClosed && ' The study is closed: only a language model may still join, and counts in no figure.'}
      </Note>
      <div className="mt-[0.8rem] max-w-[46rem]">
        {!isClosed && (
          <>
            <AmendInstructions make={make} instructions={design.instructions} />
            <AmendCap make={make} cap={design.cap} />
            <AmendOverlap make={make} overlap={design.overlap} groups={protocol.groups} />
            <AmendSystem make={make} design={design} protocol={protocol} choices={choices} />
          </>
        )}
        <AmendModel make={make} design={design} source={models} isClosed={isClosed} />
      </div>
    </Section>
  )
}
