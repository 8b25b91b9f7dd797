import { useEffect, useRef } from 'react'
import type { Answer } from '@/lib/engine/schema'
import { DeskButton } from './desk-button'
import { choiceOf, type Question } from './questions'
import { Acts } from './rest-page'
import { Tool } from './tool'
import { useTranslations } from './words'

type Props = {
  /** What is asked of the whole, to be answered anew if one likes. */
  ofWhole: readonly Question[]
  answers: readonly Answer[]
  keysOn: boolean
  /** Whether nothing was changed yet. */
  disabled: boolean
  onChange: (question: Question) => void
  onSend: () => void
}

/** All is graded, and goes when it has been looked over. */
export function SendBar({ ofWhole, answers, keysOn, disabled, onChange, onSend }: Props) {
  const t = useTranslations('verdict')
  const reason = useTranslations('reason')
  const send = useRef<HTMLButtonElement>(null)
  useEffect(() => send.current?.focus({ preventScroll: true }), [])
  return (
    <>
      {ofWhole.length > 0 && (
        <dl className="mb-[0.45rem] grid gap-y-1 text-sm">
          {ofWhole.map((question) => {
            const { id, question: asked, options } = question.criterion
            const choice = choiceOf(answers, question)
            return (
              <div key={id} className="flex flex-wrap items-center gap-x-4">
                <dt className="text-ink-2">{asked}</dt>
                <dd className="flex items-center gap-x-3 font-semibold">
                  {options.find(({ code }) => code === choice)?.label}
                  <Tool name={t('change')} onPress={() => onChange(question)} />
                </dd>
              </div>
            )
          })}
        </dl>
      )}
      <Acts className="mt-0">
        <DeskButton
          look="primary"
          shortcut={keysOn && 'Enter'}
          aria-keyshortcuts={keysOn ? 'Enter' : undefined}
          ref={send}
          disabled={disabled}
          onClick={onSend}
        >
          {reason('send')}
        </DeskButton>
      </Acts>
    </>
  )
}
