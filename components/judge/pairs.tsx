import { type Ref, useDeferredValue } from 'react'
import type { DeskPair, DeskStudy } from '@/lib/judgments/schema'
import type { Grading } from './graded-turns'
import { PairView } from './pair-view'
import { questionsOf } from './questions'
import type { Session } from './session-state'
import { goal, position, type Shown } from './session-view'
import type { Display } from './use-display'
import { useRawTexts } from './use-own-pairs'
import { useTranslations } from './words'

type Props = {
  study: DeskStudy
  session: Session
  shown: Shown
  isPaused: boolean
  display: Display
  keysOn: boolean
  headingRef: Ref<HTMLHeadingElement>
  /** How turns of the response on the screen are graded; null where none are. */
  grading: Grading | null
  /** Stands before the pair on the screen; null once it may be seen. */
  cover: React.ReactNode
}

/** The pair on the screen, and out of sight the next one, laid out beforehand so that it comes at once. */
export function Pairs({ study, session, shown, isPaused, display, keysOn, headingRef, grading, cover }: Props) {
  const t = useTranslations('title')
  const [first, second] = session.queue
  // Deferred: the one after the next must not hold up the paint of the next.
  const later = useDeferredValue(second, undefined)
  // While one looks back, the pair one judges waits as it was left.
  const next = shown.pair.assignmentId === first?.assignmentId ? later : first
  const pairs = next && next.assignmentId !== shown.pair.assignmentId ? [shown.pair, next] : [shown.pair]
  const ids = pairs.map(({ assignmentId }) => assignmentId)
  const texts = useRawTexts(study, ids, display.raw)
  const now = position(session)
  const total = goal(session)
  const title = total === null ? t('judge', { now }) : t('judgeOf', { now, total })
  return pairs.map((pair) => {
    const isShown = pair === shown.pair && !isPaused
    return (
      <PairView
        key={pair.assignmentId}
        pair={pair}
        isWaiting={!isShown}
        raw={display.raw ? (texts.get(pair.assignmentId) ?? null) : null}
        framing={study.framing}
        title={shown.given ? t('earlier') : title}
        keysOn={keysOn}
        scrolling={display.scrolling}
        headingRef={isShown ? headingRef : null}
        grading={grading && (isShown ? grading : beginningOf(study, pair))}
        cover={isShown && cover}
      />
    )
  })
}

/** How a dialogue stands that nobody has graded yet. */
function beginningOf({ criteria }: DeskStudy, pair: DeskPair): Grading {
  return { criteria, open: questionsOf(criteria, pair)[0] ?? null, answers: [], onAnswer: null }
}
