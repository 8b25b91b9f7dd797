import { type ComponentProps, useEffect, useState } from 'react'
import type { DeskState, DeskStudy } from '@/lib/judgments/schema'
import { ConsentScreen } from './consent-screen'
import { Cover } from './cover'
import { DeskFrame } from './desk-frame'
import { DeskStrip } from './desk-strip'
import { dropOldDrafts } from './draft'
import { Notices } from './notices'
import { Pairs } from './pairs'
import { RestScreen } from './rest-screen'
import type { Given } from './session-state'
import { canLookBack, goal, needsPerson, position, type Rest, restOf, shownOf } from './session-view'
import type { OpenSheet } from './sheets'
import type { Reason } from './submissions'
import { endsOf, gradingOf, useAnswers } from './use-answers'
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

type Props = {
  study: DeskStudy
  desk: DeskState
  /** Where somebody who came from a crowd platform is told how it ends; null for everybody else. */
  cameBy: string | null
}

const loadSheets = () => import('./sheets').then(({ Sheets }) => Sheets)
const loadPanels = () => import('./panels')
const loadCrowd = () => import('./crowd')

/** One sitting: a pair, a verdict, the next pair at once. */
export function Judge({ study, desk, cameBy }: Props) {
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
  const key = `${pair?.assignmentId} ${shown?.given ? 'again' : ''} ${session.ready}`
  const disabled = !session.ready
  const answers = useAnswers({
    ...{ study, pair, given: shown?.given ?? null, key, disabled, isResting, rest: restKeys },
    isKept: session.ready && !shown?.practised,
  })
  const haste = useHaste(study, pair?.assignmentId ?? null, heading, () => timing().activeMs, endsOf(pair, answers))
  const rest = restOf(session)
  const Sheets = useLater(loadSheets)
  const panels = useLater(loadPanels)
  const crowd = useLater(cameBy ? loadCrowd : null, true)
  const language = useLocale()

  const onHistory = () => setSheet('history')
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
      h: onHistory,
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
    const given = await recall(study, assignmentId)
    return given ? dispatch({ type: 'recalled', given }) : setSheet('history')
  }
  const setShownAside = (reason: Reason) => shown && setAside(shown.pair, reason, timed())
  const cover = isCovered && shown && !isPaused && (
    <Cover
      keysOn={keysOn}
      onShow={show}
      onUnsafe={shown.given || !session.ready ? null : () => setShownAside({ flag: 'UNSAFE' })}
    />
  )
  const common = { session, cameBy, crowd, signInHref: cameBy ?? signInTo(study), onLeave: leave }
  return (
    <DeskFrame language={language} framed={pair !== null && !isPaused && display.scrolling !== 'page'}>
      {pair && <SkipLink />}
      {crowd && <crowd.Screening {...common} {...{ study, pair }} />}
      <DeskStrip {...{ study, session, keysOn }} onPause={pair && !isPaused ? pause : null} onOpen={setSheet} />
      <Notices
        {...{ ...common, onDismiss: dismiss, onPause: pause, onLater: rested }}
        breakAfter={shown && !isPaused ? breakAfter : null}
      />
      {shown && (
        <Pairs
          {...{ study, session, shown, isPaused, display, keysOn, cover }}
          headingRef={heading}
          grading={gradingOf(study, answers, shown.practised, isCovered || disabled)}
        />
      )}
      {rest && (
        <Resting {...{ rest, study, sitting, common, onHistory, onAgree: agree, onTryAgain: tryAgain, onUndo: undo }} />
      )}
      {panels && shown && isPaused && <panels.PauseScreen session={session} keysOn={keysOn} onResume={pause} />}
      {shown && !isPaused && !shown.practised && (
        <VerdictPanel
          key={key}
          {...{ study, answers, given: shown.given, disabled, panels, keysOn, isCovered, rest: restKeys }}
          {...(!shown.given && { ask: haste.question })}
          onVerdict={(said) =>
            shown.given ? revise(shown.given, said) : judge(shown.pair, said, { ...timed(), ...haste.asked() })
          }
          onSetAside={shown.given ? null : setShownAside}
          onUndo={undo}
          onReturn={() => dispatch({ type: 'returned' })}
        />
      )}
      {panels && shown?.practised && !isPaused && (
        <panels.PracticePanel
          {...{ practised: shown.practised, keysOn, isResting }}
          criterion={study.criteria[0]}
          isHeld={session.hold !== null}
          onContinue={() => dispatch({ type: 'practice_read' })}
        />
      )}
      {Sheets && (
        <Sheets
          {...{ study, open: sheet, keysOn, setKeysOn }}
          onClose={() => setSheet(null)}
          display={{ now: display, onChange: setDisplay, onReload: leave, onHistory }}
          onLookAgain={(assignmentId) => void lookAgain(assignmentId)}
          onHeld={(why) => needsPerson(why) && dispatch({ type: 'held', why })}
        />
      )}
    </DeskFrame>
  )
}

/** A verdict from before this sitting, to be looked at again. */
async function recall(study: DeskStudy, assignmentId: string): Promise<Given | null> {
  const own = await getOwnPair(study, assignmentId)
  return own?.given ? { pair: own.pair, submissionKey: '', ...own.given } : null
}

function signInTo({ studyId }: DeskStudy): string {
  return `/sign-in?next=${encodeURIComponent(`/annotate/${studyId}`)}`
}

type RestingProps = { rest: Rest; study: DeskStudy; common: Common; onAgree: () => Promise<void> } & Pick<
  ComponentProps<typeof RestScreen>,
  'sitting' | 'onTryAgain' | 'onHistory' | 'onUndo'
>
type Common = Pick<ComponentProps<typeof RestScreen>, 'session' | 'cameBy' | 'crowd' | 'signInHref' | 'onLeave'>

/** What stands in the place of a pair. */
function Resting({ rest, study, common, onAgree, ...props }: RestingProps) {
  if (rest === 'consent') return <ConsentScreen html={study.consentHtml} hold={common.session.hold} onAgree={onAgree} />
  return <RestScreen key={rest} {...{ rest, study }} {...common} {...props} />
}

function SkipLink() {
  const t = useTranslations('strip')
  return (
    <a className="absolute -top-16 start-4 z-9 bg-surface px-4 py-2 focus:top-2" href="#verdict">
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
