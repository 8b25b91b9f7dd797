'use client'

import { useState } from 'react'
import { ConfirmButton } from '@/components/ui/confirm-button'
import { TextField } from '@/components/ui/fields'
import { RowActions } from '@/components/ui/table'
import type { Answer } from '@/lib/server/action'

type Key = { studyId: string; annotatorId: string }
type Act = (input: Key) => Promise<Answer<unknown>>
export type AnnotatorActs = {
  deactivate: Act
  reactivate: Act
  include: Act
  exclude: (input: Key & { reason: string }) => Promise<Answer<unknown>>
}

type Annotator = Key & {
  code: string
  isPerson: boolean
  isDeactivated: boolean
  isExcluded: boolean
  /** Then nothing makes it count. */
  isExploratory: boolean
}
type Props = { annotator: Annotator; acts: AnnotatorActs }

/** What may be done about an annotator; each act is asked about once. */
export function AnnotatorButtons({ annotator, acts }: Props) {
  return (
    <RowActions>
      {annotator.isPerson && <PartButton annotator={annotator} acts={acts} />}
      {!annotator.isExploratory && <CountingButton annotator={annotator} acts={acts} />}
    </RowActions>
  )
}

function PartButton({ annotator: { code, isDeactivated, studyId, annotatorId }, acts }: Props) {
  const key = { studyId, annotatorId }
  return isDeactivated ? (
    <ConfirmButton
      label="Let judge again…"
      look="link"
      title={`Let ${code} judge again?`}
      confirmLabel={`Let ${code} judge again`}
      onConfirm={() => acts.reactivate(key)}
    >
      <p>They find the study on their start page again.</p>
    </ConfirmButton>
  ) : (
    <ConfirmButton
      label="Remove…"
      look="link"
      title={`Remove ${code} from the study?`}
      confirmLabel={`Remove ${code}`}
      onConfirm={() => acts.deactivate(key)}
    >
      <p>
        The study is gone from their start page at once, and what they hold goes to others. What they judged stays and
        counts. To exclude it from the results is a step of its own.
      </p>
    </ConfirmButton>
  )
}

function CountingButton({ annotator: { code, isExcluded, studyId, annotatorId }, acts }: Props) {
  const key = { studyId, annotatorId }
  const [reason, setReason] = useState('')
  return isExcluded ? (
    <ConfirmButton
      label="Count again…"
      look="link"
      title={`Count ${code} again?`}
      confirmLabel={`Count ${code} again`}
      onConfirm={() => acts.include(key)}
    >
      <p>Results and agreement include their judgments again.</p>
    </ConfirmButton>
  ) : (
    <ConfirmButton
      label="Exclude from results…"
      look="link"
      title={`Exclude ${code} from the results?`}
      confirmLabel={`Exclude ${code}`}
      onConfirm={() => leaveOut(acts, { ...key, reason })}
    >
      <p>Nothing is deleted. Results say how many annotators were excluded, and why.</p>
      <TextField
        name="reason"
        label="Reason"
        description="Printed with the results; name nobody."
        value={reason}
        onChange={setReason}
        maxLength={300}
      />
    </ConfirmButton>
  )
}

async function leaveOut(acts: AnnotatorActs, input: Key & { reason: string }): Promise<Answer<unknown>> {
  const answer = await acts.exclude(input)
  const words = answer.ok ? undefined : answer.problem.fields?.reason?.join(' ')
  return answer.ok || !words ? answer : { ok: false, problem: { ...answer.problem, message: words } }
}
