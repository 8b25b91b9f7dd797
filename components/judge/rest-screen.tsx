import { useEffect, useRef } from 'react'
import type { Session } from './session'
import type { Rest } from './session-view'
import { useTranslations } from './words'
import { Written } from './written'

/** Consent has a screen of its own. */
type Resting = Exclude<Rest, 'consent'>
type Props = {
  rest: Resting
  session: Session
  /** What was done since the page was opened. */
  sitting: { verdicts: number; activeMs: number }
  signInHref: string
  onTryAgain: () => void
  onLeave: () => void
  onHistory: () => void
  /** Back to the last verdict; null where none may be changed. */
  onUndo: (() => void) | null
}

const ACTIONS: Partial<Record<Resting, 'tryNow' | 'tryAgain' | 'lookNow' | 'lookAgain'>> = {
  offline: 'tryNow',
  server: 'tryNow',
  other_person: 'tryAgain',
  left_out: 'tryAgain',
  waiting: 'lookNow',
  paused: 'lookAgain',
  not_begun: 'lookAgain',
}
const LAST: Resting[] = ['done', 'capped']
/** From where one goes home: there is nothing to be done here. */
const HOME: Resting[] = [...LAST, 'closed', 'waiting', 'paused', 'not_begun', 'left_out']
/** One signs in to go on. */
const SIGN_IN: Resting[] = ['signed_out', 'other_person']

/** What stands in the place of a pair when there is none to judge. Give it a key: other news is a new screen. */
export function RestScreen({ rest, session, sitting, signInHref, onTryAgain, onLeave, onHistory, onUndo }: Props) {
  const t = useTranslations('rest')
  const verdict = useTranslations('verdict')
  const heading = useRef<HTMLHeadingElement>(null)
  const text = useText(rest, session)
  const action = ACTIONS[rest]
  const isLast = LAST.includes(rest)
  const minutes = Math.round(sitting.activeMs / 60_000)
  // The focus comes here when the last pair leaves, so that the news is heard.
  useEffect(() => heading.current?.focus({ preventScroll: true }), [])
  return (
    <main className={rest === 'fetching' ? 'rest late' : 'rest'}>
      <h1 tabIndex={-1} ref={heading}>
        {t(`${rest}.title`)}
      </h1>
      <p className="prose">{text}</p>
      {isLast && sitting.verdicts > 0 && (
        <p className="prose quiet">{t('sitting', { count: sitting.verdicts, minutes })}</p>
      )}
      {rest === 'left_out' && <WaitingWords session={session} />}
      <div className="row">
        {SIGN_IN.includes(rest) && (
          <a className="btn primary" href={signInHref} onClick={onLeave}>
            {t('signIn')}
          </a>
        )}
        {action && (
          <button type="button" className={SIGN_IN.includes(rest) ? 'btn' : 'btn primary'} onClick={onTryAgain}>
            {t(action)}
          </button>
        )}
        {HOME.includes(rest) && (
          <a className={isLast ? 'btn primary' : 'btn'} href="/">
            {t('home')}
          </a>
        )}
        {onUndo && rest !== 'fetching' && (
          <button type="button" className="btn" onClick={onUndo}>
            {verdict('undo')}
          </button>
        )}
        {isLast && session.judged > 0 && (
          <button type="button" className="btn" onClick={onHistory}>
            {t('history')}
          </button>
        )}
      </div>
    </main>
  )
}

/** Nobody knows whether what waits will ever be taken: what was written with it can be copied. */
function WaitingWords({ session: { unsent } }: { session: Session }) {
  return unsent
    .filter(({ words }) => words !== '')
    .map(({ submissionKey, words }) => <Written key={submissionKey} words={words} />)
}

function useText(rest: Resting, { judged, total, unsent, durable, lapsed, retryAt }: Session): string {
  const t = useTranslations('rest')
  const count = unsent.length
  const judgedSoFar = total === null ? t('judgedAll', { judged }) : t('judgedOf', { judged, total })
  const kept = count === 0 ? t('allSaved') : durable ? t('keptHere', { count }) : t('keptInTab', { count })
  const stays = count === 0 ? t('allSaved') : t('stays', { count })
  // What waits for a study to open again is not saved.
  const saved = count > 0 ? kept : judged === 0 ? '' : judgedSoFar
  const done = judged === 0 ? t('doneNone') : t('doneCount', { count: judged })
  if (rest === 'waiting' && retryAt) {
    const minutes = Math.max(1, Math.ceil((Date.parse(retryAt) - Date.now()) / 60_000))
    return t('waiting.textIn', { minutes, saved })
  }
  return t(`${rest}.text`, { saved, kept: lapsed ? `${t('lapsed')} ${kept}` : kept, done, stays })
}
