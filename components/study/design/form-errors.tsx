'use client'

import { useEffect, useRef } from 'react'
import { INVALID_FIELD } from '@/components/ui/form-trouble'
import { Notice } from '@/components/ui/notice'
import { count } from '@/lib/numbers/count'
import type { ProtocolKind } from '@/lib/protocols/protocol-of'

const MOST = 8

/** The parts of the form by the first word of a field's path. */
const PARTS: Record<string, string> = {
  ...{ title: 'Study', framing: 'Question', criteria: 'Question', rationale: 'Question' },
  ...{ instructions: 'Instructions', consent: 'Consent', planning: 'Assumptions' },
  ...{ groups: 'Annotators', overlap: 'Annotators', sharedItems: 'Annotators', repeatShare: 'Annotators' },
  ...{ warnedCategories: 'Desk', minSeconds: 'Desk', readToEnd: 'Desk', names: 'Names in prompts and responses' },
  ...{ identicalChecks: 'Annotators', known: 'Gold and practice', models: 'Language models' },
  parityMargin: 'Language models',
  ...{ seed: 'Order and stopping', looks: 'Order and stopping', cap: 'Order and stopping' },
  ...{ preregistration: 'Pre-registration' },
  ...{ leaseMinutes: 'Order and stopping', reviseLast: 'Order and stopping' },
}

/** What is left says which prompts and which systems' responses: that part is called otherwise in each kind of study. */
const RESPONSES: Record<ProtocolKind, string> = { COMPARISON: 'Comparisons', RATING: 'Responses' }

type Props = {
  protocol: ProtocolKind
  fields: Record<string, string[]>
  /** What went wrong with the whole. */
  message: string | null
  /** How often saving was tried; each time the first wrong field gets the focus. */
  attempts: number
}

/** Counts above the form what is wrong in it, and puts the focus where it can be mended. */
export function FormErrors({ protocol, fields, message, attempts }: Props) {
  const box = useRef<HTMLDivElement>(null)
  const wrong = Object.entries(fields)
  const isWrong = wrong.length > 0 || message !== null
  useEffect(() => {
    if (attempts === 0 || !isWrong) return
    const field = box.current?.closest('form')?.querySelector<HTMLElement>(INVALID_FIELD)
    if (field) unfold(field)
    const target = field ?? box.current
    target?.focus()
  }, [attempts, isWrong])
  return (
    <div ref={box} tabIndex={-1} className={isWrong ? 'pb-6' : 'hidden'} data-form-errors>
      {isWrong && (
        <Notice kind="critical">
          {wrong.length > 0 && (
            <>
              <p>
                <strong>{count(wrong.length, 'field needs', 'fields need')} your attention.</strong> Nothing is saved
                yet; what you typed is still here.
              </p>
              <ul className="mt-[0.4rem] list-disc pl-[1.1rem]">
                {wrong.slice(0, MOST).map(([field, messages]) => (
                  <li key={field}>
                    {PARTS[field.split('.')[0] ?? ''] ?? RESPONSES[protocol]}: {messages.join(' ')}
                  </li>
                ))}
                {wrong.length > MOST && <li>and {wrong.length - MOST} more</li>}
              </ul>
            </>
          )}
          {message && <p>{message}</p>}
        </Notice>
      )}
    </div>
  )
}

/** Opens what a field is folded away in: it could not be focused there. */
function unfold(field: Element): void {
  for (let fold = field.closest('details'); fold; fold = fold.parentElement?.closest('details') ?? null)
    fold.open = true
}
