import { useEffect, useRef } from 'react'
import type { DeskCriterion } from '@/lib/judgments/schema'
import { ASK, Bar } from './bar'
import { DeskButton } from './desk-button'
import { Markdown } from './markdown'
import { Acts } from './rest-page'
import type { Practised } from './session-state'
import { useKeys } from './use-keys'
import { useTranslations } from './words'

type Props = {
  practised: Practised
  /** The first question: practice knows what to answer to it. */
  criterion: DeskCriterion | undefined
  /** Whether the server cannot be asked just now. */
  isHeld: boolean
  keysOn: boolean
  isResting: () => boolean
  onContinue: () => void
}

/** What was right on a practice pair, beside what one chose. */
export function PracticePanel({ practised, criterion, isHeld, keysOn, isResting, onContinue }: Props) {
  const t = useTranslations('practice')
  const { answers, feedback } = practised
  // Of each turn, where turns are graded.
  const chosen = answers.filter((answer) => answer.criterion === criterion?.id).map(({ choice }) => choice)
  const button = useRef<HTMLButtonElement>(null)
  const mayContinue = feedback !== null || isHeld
  useEffect(() => {
    if (mayContinue) button.current?.focus({ preventScroll: true })
  }, [mayContinue])
  useKeys(keysOn, { keys: { enter: mayContinue ? () => !isResting() && onContinue() : null } })
  const label = (code: string) => criterion?.options.find((option) => option.code === code)?.label ?? code
  const isRight = chosen.every((code) => code === feedback?.expected)
  const title = feedback ? (isRight ? 'right' : 'other') : 'title'
  return (
    <Bar className="grid max-h-[60dvh] gap-[0.45rem]" aria-labelledby="practice">
      <h2 id="practice" className={`flex min-h-(--target) items-center max-sm:min-h-0 ${ASK}`}>
        {t(title)}
      </h2>
      <div role="status">
        {feedback && (
          <>
            <dl className="mb-[0.45rem] grid gap-[0.2rem]">
              <div className="flex gap-3">
                <dt className="min-w-28 text-ink-2">{t('yours')}</dt>
                <dd>{chosen.map(label).join(' · ')}</dd>
              </div>
              <div className="flex gap-3">
                <dt className="min-w-28 text-ink-2">{t('expected')}</dt>
                <dd>{label(feedback.expected)}</dd>
              </div>
            </dl>
            {feedback.html && (
              <div className="max-w-184">
                <Markdown html={feedback.html} />
              </div>
            )}
          </>
        )}
        {!feedback && <p className="text-xs/normal text-ink-2">{t(isHeld ? 'unknown' : 'wait')}</p>}
      </div>
      <Acts className="gap-x-4">
        <DeskButton look="primary" shortcut="Enter" ref={button} disabled={!mayContinue} onClick={onContinue}>
          {t('continue')}
        </DeskButton>
        <p className="text-xs/normal text-ink-2">{t('uncounted')}</p>
      </Acts>
    </Bar>
  )
}
