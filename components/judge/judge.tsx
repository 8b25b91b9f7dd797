import { useEffect, useState } from 'react'
import type { DeskState, DeskStudy } from '@/lib/judgments/schema'
import { ConsentScreen } from './consent-screen'
import { Cover } from './cover'
import { DeskFrame } from './desk-frame'
import { DeskStrip } from './desk-strip'
import { dropOldDrafts } from './draft'
import { Notices } from './notices'
import { Pairs } from './pairs'
import { PauseScreen } from './pause-screen'
import { PracticePanel } from './practice-panel'
import { RestScreen } from './rest-screen'
import { canLookBack, goal, needsPerson, position, restOf, shownOf } from './session-view'
import type { OpenSheet } from './sheets'
import type { Reason } from './submissions'
import { useCover } from './use-cover'
import { useDisplay } from './use-display'
import { useHaste } from './use-haste'
import { useKeys, useKeysSetting } from './use-keys'
import { useLater } from './use-later'
import { usePair } from './use-pair'
import { useSession } from './use-session'
import { useSitting } from './use-sitting'
import { VerdictPanel } from './verdict-panel'
import { getOwnPair } from './wire'
import { useLocale, useTranslations } from './words'

type Props = { study: DeskStudy; desk: DeskState }

const loadSheets = () => import('./sheets').then(({ Sheets }) => Sheets)

/** One sitting: a pair, a verdict, the next pair at once. */
export function Judge({ study, desk }: Props) {
  const { session, dispatch, judge, setAside, revise, dismiss, agree, tryAgain, leave } = useSession(study, desk)
  const [sheet, setSheet] = useState<OpenSheet>(null)
  const [isPaused, setPaused] = useState(false)
  const [keysOn, setKeysOn] = useKeysSetting(study.person)
  const [display, setDisplay] = useDisplay(study.person)
  const { sitting, breakAfter, add, rested } = useSitting(display.breakAfter)
  const shown = shownOf(session)
  const pair = shown?.pair ?? null
  const { heading, rest: restKeys, isResting, timing } = usePair(pair?.assignmentId ?? null, isPaused)
  const { isCovered, uncover } = useCover(pair, study.person)
  const haste = useHaste(study, pair?.assignmentId ?? null, heading, () => timing().activeMs)
  const rest = restOf(session)
  const Sheets = useLater(loadSheets)
  const language = useLocale()

  const pause = () => {
    // What one holds is leased anew, and what waits is sent.
    if (isPaused) tryAgain()
    rested()
    setPaused(!isPaused)
  }
  const undo = canLookBack(session, study.reviseLast) ? () => dispatch({ type: 'looked_back', by: 1 }) : null
  useKeys(keysOn, {
    keys: {
      i: study.instructionsHtml ? () => setSheet('instructions') : null,
      h: () => setSheet('history'),
      p: pair && pause,
      // With a pair on the screen its verdict bar takes care of it.
      z: pair ? null : undo,
      '?': () => setSheet('keys'),
    },
  })
  useEffect(() => dropOldDrafts(Date.now()), [])
  useTitle(rest === null, position(session), goal(session), study.title)

  const timed = () => {
    const spent = timing()
    add(spent.activeMs, pair?.isPractice ?? false)
    return spent
  }
  const show = () => {
    uncover()
    haste.uncovered()
    heading.current?.focus({ preventScroll: true })
  }
  const lookAgain = async (assignmentId: string) => {
    const own = await getOwnPair(study, assignmentId)
    if (own?.given) dispatch({ type: 'recalled', given: { pair: own.pair, submissionKey: '', ...own.given } })
    else setSheet('history')
  }
  const setShownAside = (reason: Reason) => shown && setAside(shown.pair, reason, timed())
  const cover = isCovered && shown && !isPaused && (
    <Cover
      keysOn={keysOn}
      onShow={show}
      onUnsafe={shown.given || !session.ready ? null : () => setShownAside({ flag: 'UNSAFE' })}
    />
  )
  const signInHref = `/sign-in?next=${encodeURIComponent(`/annotate/${study.studyId}`)}`
  const common = { session, signInHref, onLeave: leave }
  return (
    <DeskFrame lang={language} framed={pair !== null && !isPaused && display.scrolling !== 'page'}>
      {pair && <SkipLink />}
      <DeskStrip {...{ study, session, keysOn }} onPause={pair && !isPaused ? pause : null} onOpen={setSheet} />
      <Notices
        {...common}
        onDismiss={dismiss}
        breakAfter={shown && !isPaused ? breakAfter : null}
        onPause={pause}
        onLater={rested}
      />
      {shown && <Pairs {...{ study, session, shown, isPaused, display, keysOn }} headingRef={heading} cover={cover} />}
      {rest === 'consent' && <ConsentScreen html={study.consentHtml} hold={session.hold} onAgree={agree} />}
      {rest && rest !== 'consent' && (
        <RestScreen
          key={rest}
          {...{ rest, sitting, ...common }}
          onTryAgain={tryAgain}
          onHistory={() => setSheet('history')}
          onUndo={undo}
        />
      )}
      {shown && isPaused && <PauseScreen session={session} keysOn={keysOn} onResume={pause} />}
      {shown && !isPaused && !shown.practised && (
        <VerdictPanel
          key={`${shown.pair.assignmentId} ${shown.given ? 'again' : ''} ${session.ready}`}
          {...{ study, pair: shown.pair, given: shown.given, keysOn, isCovered, isResting, rest: restKeys }}
          {...(!shown.given && { ask: haste.question })}
          disabled={!session.ready}
          onVerdict={(answers) =>
            shown.given ? revise(shown.given, answers) : judge(shown.pair, answers, { ...timed(), ...haste.asked() })
          }
          onSetAside={shown.given ? null : setShownAside}
          onUndo={undo}
          onReturn={() => dispatch({ type: 'returned' })}
        />
      )}
      {shown?.practised && !isPaused && (
        <PracticePanel
          {...{ practised: shown.practised, keysOn, isResting }}
          criterion={study.criteria[0] ?? { id: '', question: '', options: [] }}
          isHeld={session.hold !== null}
          onContinue={() => dispatch({ type: 'practice_read' })}
        />
      )}
      {Sheets && (
        <Sheets
          {...{ study, open: sheet, keysOn, setKeysOn }}
          onClose={() => setSheet(null)}
          display={{ now: display, onChange: setDisplay, onReload: leave, onHistory: () => setSheet('history') }}
          onLookAgain={(assignmentId) => void lookAgain(assignmentId)}
          onHeld={(why) => needsPerson(why) && dispatch({ type: 'held', why })}
        />
      )}
    </DeskFrame>
  )
}

function SkipLink() {
  const t = useTranslations('strip')
  return (
    <a className="absolute -top-16 left-4 z-9 bg-surface px-4 py-2 focus:top-2" href="#verdict">
      {t('skip')}
    </a>
  )
}

/** Tells in the tab which pair it is. */
function useTitle(isJudging: boolean, now: number, total: number | null, title: string) {
  const t = useTranslations('title')
  const where = total === null ? String(now) : t('of', { now, total })
  useEffect(() => {
    document.title = `${isJudging ? `${where} · ` : ''}${title}`
  }, [isJudging, where, title])
}
