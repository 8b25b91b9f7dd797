'use client'

import { useRef, useState, useTransition } from 'react'
import { StudyInput } from '@/lib/designs/schema'
import type { Problem } from '@/lib/errors'
import { fieldErrors } from '@/lib/field-errors'
import type { ProtocolKind } from '@/lib/protocols/protocol-of'
import type { Answer } from '@/lib/server/action'
import { type LastOfKind, switchProtocol } from './switch-protocol'

type Save = (input: StudyInput) => Promise<Answer<{ studyId: string }>>

const NO_ANSWER = 'The server did not answer. Nothing is lost: what you typed is still here. Try again in a moment.'

/**
 * A design while it is edited. From the first attempt to save on, what is wrong is told as it is typed; what only the
 * server knows is told until the part it is about changes.
 */
export function useDesign(initial: StudyInput, save: Save, done: (studyId: string) => void) {
  const [design, setDesign] = useState(initial)
  const [saved, setSaved] = useState({ design: initial, at: null as Date | null })
  const [attempts, setAttempts] = useState(0)
  const [refusal, setRefusal] = useState<Pick<Problem, 'message' | 'fields'> | null>(null)
  const [isPending, startTransition] = useTransition()
  const latest = useRef(initial)
  const last = useRef<LastOfKind>({})
  const change = (part: Partial<StudyInput>) => {
    // Each part of the form changes the kind of design that it shows.
    latest.current = { ...latest.current, ...part } as StudyInput
    setDesign(latest.current)
    setRefusal((now) => withoutFields(now, part))
  }
  const choose = (kind: ProtocolKind) => {
    last.current = { ...last.current, [latest.current.protocol]: latest.current }
    latest.current = switchProtocol(latest.current, kind, last.current)
    setDesign(latest.current)
    setRefusal(null)
  }
  const submit = () => {
    setAttempts((before) => before + 1)
    setRefusal(null)
    // A field that is left by pressing Enter changes in this very moment.
    const wanted = latest.current
    if (!StudyInput.safeParse(wanted).success) return
    startTransition(async () => {
      const answer = await save(wanted).catch(() => null)
      if (!answer?.ok) return setRefusal(answer?.problem ?? { message: NO_ANSWER })
      setSaved({ design: wanted, at: new Date() })
      done(answer.value.studyId)
    })
  }
  const check = attempts > 0 ? StudyInput.safeParse(design) : null
  const fields = { ...(check?.error && fieldErrors(check.error)), ...refusal?.fields }
  return {
    ...{ design, change, choose, submit, isPending, attempts, fields },
    message: refusal && !refusal.fields ? refusal.message : null,
    errors: (field: string) => fields[field],
    isDirty: design !== saved.design,
    savedAt: saved.at,
  }
}

/** A refusal without what it says of parts changed since; null when nothing is left of it. */
function withoutFields<R extends Pick<Problem, 'message' | 'fields'>>(refusal: R | null, part: object): R | null {
  if (!refusal?.fields) return refusal
  const left = Object.entries(refusal.fields).filter(([field]) => !((field.split('.')[0] ?? '') in part))
  return left.length > 0 ? { ...refusal, fields: Object.fromEntries(left) } : null
}
