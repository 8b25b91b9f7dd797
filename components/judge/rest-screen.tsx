import { useEffect, useRef } from 'react'
import type { Session } from './session'
import type { Rest } from './session-view'
import { useTranslations } from './words'

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
  not_open: 'tryAgain',
  waiting: 'lookNow',
  paused: 'lookAgain',
}
const LAST: Resting[] = ['done', 'capped']

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
      <div className="row">
        {rest === 'signed_out' && (
          <a className="btn primary" href={signInHref} onClick={onLeave}>
            {t('signIn')}
          </a>
        )}
        {action && (
          <button type="button" className="btn primary" onClick={onTryAgain}>
            {t(action)}
          </button>
        )}
        {(isLast || rest === 'closed' || rest === 'waiting' || rest === 'paused') && (
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

function useText(rest: Resting, { judged, total, unsent, durable, lapsed, retryAt }: Session): string {
  const t = useTranslations('rest')
  const count = unsent.length
  const saved = judged === 0 ? '' : total === null ? t('judgedAll', { judged }) : t('judgedOf', { judged, total })
  const kept = count === 0 ? t('allSaved') : durable ? t('keptHere', { count }) : t('keptInTab', { count })
  const done = judged === 0 ? t('doneNone') : t('doneCount', { count: judged })
  if (rest === 'waiting' && retryAt) {
    const minutes = Math.max(1, Math.ceil((Date.parse(retryAt) - Date.now()) / 60_000))
    return t('waiting.textIn', { minutes, saved })
  }
  return t(`${rest}.text`, { saved, kept: lapsed ? `${t('lapsed')} ${kept}` : kept, done })
}
