import { useEffect, useRef } from 'react'
import type { DeskCriterion } from '@/lib/judgments/schema'
import { Key } from './key'
import { Markdown } from './markdown'
import type { Practised } from './session'

type Props = { practised: Practised; criterion: DeskCriterion; isHeld: boolean; onContinue: () => void }

/** What was right on a practice pair, beside what one chose. */
export function PracticePanel({ practised, criterion, isHeld, onContinue }: Props) {
  const { choices, feedback } = practised
  const button = useRef<HTMLButtonElement>(null)
  const isTold = feedback !== null
  useEffect(() => {
    if (isTold || isHeld) button.current?.focus({ preventScroll: true })
  }, [isTold, isHeld])
  const label = (code: string | undefined) => criterion.options.find((option) => option.code === code)?.label ?? code
  return (
    <section className="verdict practice" id="verdict" aria-labelledby="practice">
      <div className="ask">
        <h2 id="practice">{titleOf(practised)}</h2>
      </div>
      <div role="status">
        {feedback && (
          <>
            <dl>
              <div>
                <dt>Your verdict</dt>
                <dd>{label(choices[0])}</dd>
              </div>
              <div>
                <dt>Expected</dt>
                <dd>{label(feedback.expected)}</dd>
              </div>
            </dl>
            {feedback.html && <Markdown html={feedback.html} />}
          </>
        )}
        {!feedback && <p className="note">{isHeld ? 'What was expected cannot be told just now.' : 'One moment.'}</p>}
      </div>
      <div className="row">
        <button type="button" className="btn primary" ref={button} disabled={!isTold && !isHeld} onClick={onContinue}>
          Go on <Key>Enter</Key>
        </button>
        <p className="note">This was practice: it is not counted.</p>
      </div>
    </section>
  )
}

function titleOf({ choices, feedback }: Practised): string {
  if (!feedback) return 'Practice'
  return choices[0] === feedback.expected
    ? 'Practice: that is the expected verdict'
    : 'Practice: another verdict was expected'
}
