import { useEffect, useRef } from 'react'
import type { DeskCriterion } from '@/lib/judgments/schema'
import { Key } from './key'
import { Markdown } from './markdown'
import type { Practised } from './session'
import { useKeys } from './use-keys'
import { useTranslations } from './words'

type Props = {
  practised: Practised
  criterion: DeskCriterion
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
  const chosen = answers.find((answer) => answer.criterion === criterion.id)?.choice
  const button = useRef<HTMLButtonElement>(null)
  const mayContinue = feedback !== null || isHeld
  useEffect(() => {
    if (mayContinue) button.current?.focus({ preventScroll: true })
  }, [mayContinue])
  useKeys(keysOn, { keys: { enter: mayContinue ? () => !isResting() && onContinue() : null } })
  const label = (code: string | undefined) => criterion.options.find((option) => option.code === code)?.label ?? code
  const title = feedback ? (chosen === feedback.expected ? 'right' : 'other') : 'title'
  return (
    <section className="verdict practice" id="verdict" aria-labelledby="practice">
      <div className="ask">
        <h2 id="practice">{t(title)}</h2>
      </div>
      <div role="status">
        {feedback && (
          <>
            <dl>
              <div>
                <dt>{t('yours')}</dt>
                <dd>{label(chosen)}</dd>
              </div>
              <div>
                <dt>{t('expected')}</dt>
                <dd>{label(feedback.expected)}</dd>
              </div>
            </dl>
            {feedback.html && <Markdown html={feedback.html} />}
          </>
        )}
        {!feedback && <p className="note">{t(isHeld ? 'unknown' : 'wait')}</p>}
      </div>
      <div className="row">
        <button type="button" className="btn primary" ref={button} disabled={!mayContinue} onClick={onContinue}>
          {t('continue')} <Key>Enter</Key>
        </button>
        <p className="note">{t('uncounted')}</p>
      </div>
    </section>
  )
}
