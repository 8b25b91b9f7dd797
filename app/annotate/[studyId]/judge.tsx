'use client'

import { useEffect, useState } from 'react'
import { ConsentScreen } from '@/components/judge/consent-screen'
import { dropOldDrafts } from '@/components/judge/draft'
import { Notices } from '@/components/judge/notices'
import { PairView } from '@/components/judge/pair-view'
import { PauseScreen } from '@/components/judge/pause-screen'
import { PracticePanel } from '@/components/judge/practice-panel'
import { RestScreen } from '@/components/judge/rest-screen'
import { SavedStatus } from '@/components/judge/saved-status'
import { canLookBack, position, restOf, shownOf } from '@/components/judge/session-view'
import { type OpenSheet, Sheets } from '@/components/judge/sheets'
import { Strip } from '@/components/judge/strip'
import { Tool } from '@/components/judge/tool'
import { useKeys, useKeysSetting } from '@/components/judge/use-keys'
import { usePair } from '@/components/judge/use-pair'
import { useSession } from '@/components/judge/use-session'
import { VerdictPanel } from '@/components/judge/verdict-panel'
import type { DeskState, DeskStudy } from '@/lib/judgments/schema'

type Props = { study: DeskStudy; desk: DeskState }

/** One sitting: a pair, a verdict, the next pair at once. */
export function Judge({ study, desk }: Props) {
  const { session, dispatch, judge, setAside, revise, agree, tryAgain, leave } = useSession(study, desk)
  const [sheet, setSheet] = useState<OpenSheet>(null)
  const [isPaused, setPaused] = useState(false)
  const [keysOn, setKeysOn] = useKeysSetting()
  const shown = shownOf(session)
  const pair = shown?.pair ?? null
  const { heading, rest: restKeys, isResting, timing } = usePair(pair?.assignmentId ?? null, isPaused)
  const rest = restOf(session)
  const now = position(session)
  const where = session.total === null ? String(now) : `${now} of ${session.total}`

  const pause = () => {
    // What one holds is leased anew, and what waits is sent.
    if (isPaused) tryAgain()
    setPaused(!isPaused)
  }
  useKeys(keysOn, {
    keys: {
      i: study.instructionsHtml ? () => setSheet('instructions') : null,
      p: pair && pause,
      '?': () => setSheet('keys'),
    },
  })
  useEffect(() => dropOldDrafts(Date.now()), [])
  useEffect(() => {
    document.title = `${rest ? '' : `${where} · `}${study.title}`
  }, [rest, where, study.title])

  const signInHref = `/sign-in?next=${encodeURIComponent(`/annotate/${study.studyId}`)}`
  const common = { session, signInHref, onLeave: leave }
  return (
    <div className="desk">
      {pair && (
        <a className="skip" href="#verdict">
          Go to the verdict
        </a>
      )}
      <Strip
        title={study.title}
        position={rest ? null : { now, total: session.total }}
        judged={now - 1}
        total={session.total}
        status={<SavedStatus session={session} />}
      >
        {pair && <Tool name="Pause" shortcut={keysOn && 'P'} onPress={pause} />}
        {study.instructionsHtml && (
          <Tool name="Instructions" shortcut={keysOn && 'I'} onPress={() => setSheet('instructions')} />
        )}
        <Tool name="Keys" shortcut={keysOn && '?'} onPress={() => setSheet('keys')} wide />
        <a className="btn plain" href="/">
          Leave
        </a>
      </Strip>
      <Notices {...common} onDismiss={() => dispatch({ type: 'dismissed' })} />
      {shown && !isPaused && (
        <PairView
          key={`pair ${shown.pair.assignmentId}`}
          pair={shown.pair}
          framing={study.framing}
          title={shown.given ? 'An earlier pair' : `Judge ${where}`}
          keysOn={keysOn}
          headingRef={heading}
        />
      )}
      {rest === 'consent' && <ConsentScreen html={study.consentHtml} hold={session.hold} onAgree={agree} />}
      {rest && rest !== 'consent' && <RestScreen key={rest} rest={rest} {...common} onTryAgain={tryAgain} />}
      {shown && isPaused && <PauseScreen session={session} keysOn={keysOn} onResume={pause} />}
      {shown && !isPaused && !shown.practised && (
        <VerdictPanel
          key={`verdict ${shown.pair.assignmentId} ${shown.given ? 'again' : ''}`}
          study={study}
          pair={shown.pair}
          given={shown.given}
          disabled={!session.ready}
          keysOn={keysOn}
          isResting={isResting}
          rest={restKeys}
          onVerdict={(answers) => (shown.given ? revise(shown.given, answers) : judge(shown.pair, answers, timing()))}
          onSetAside={shown.given ? null : (reason) => setAside(shown.pair, reason, timing())}
          onUndo={canLookBack(session, study.reviseLast) ? () => dispatch({ type: 'looked_back', by: 1 }) : null}
          onReturn={() => dispatch({ type: 'returned' })}
        />
      )}
      {shown?.practised && !isPaused && (
        <PracticePanel
          practised={shown.practised}
          criterion={study.criteria[0] ?? { question: '', options: [] }}
          isHeld={session.hold !== null}
          onContinue={() => dispatch({ type: 'practice_read' })}
        />
      )}
      <Sheets study={study} open={sheet} onClose={() => setSheet(null)} keysOn={keysOn} setKeysOn={setKeysOn} />
    </div>
  )
}
