import { useEffect, useRef } from 'react'
import { button } from '@/components/ui/button-look'
import { DeskButton } from './desk-button'
import { LATE } from './late'
import { Acts, RestPage, RestText } from './rest-page'
import type { Session } from './session-state'
import type { Rest } from './session-view'
import type { Owner } from './wire'
import { useTranslations } from './words'
import { Written } from './written'

/** Consent has a screen of its own. */
type Resting = Exclude<Rest, 'consent'>
type Props = {
  rest: Resting
  study: Owner
  /** Where somebody who came from a crowd platform is told how it ends; null for everybody else. */
  cameBy: string | null
  /** What only they need, once it is there. */
  crowd: typeof import('./crowd') | null
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
export function RestScreen({ rest, study, cameBy, crowd, session, sitting, signInHref, ...props }: Props) {
  const { onTryAgain, onLeave, onHistory, onUndo } = props
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
    <RestPage className={rest === 'fetching' ? LATE : undefined}>
      <h1 className="focus:outline-none" tabIndex={-1} ref={heading}>
        {t(`${rest}.title`)}
      </h1>
      <RestText>{text}</RestText>
      {isLast && sitting.verdicts > 0 && (
        <RestText className="text-ink-2">{t('sitting', { count: sitting.verdicts, minutes })}</RestText>
      )}
      {rest === 'left_out' && <WaitingWords session={session} />}
      <Acts>
        {crowd && cameBy && <crowd.Finish {...{ rest, study, cameBy, session }} />}
        {SIGN_IN.includes(rest) && (
          <a className={button({ look: 'primary' })} href={signInHref} onClick={onLeave}>
            {t(cameBy ? 'resume' : 'signIn')}
          </a>
        )}
        {action && (
          <DeskButton look={SIGN_IN.includes(rest) ? 'normal' : 'primary'} onClick={onTryAgain}>
            {t(action)}
          </DeskButton>
        )}
        {HOME.includes(rest) && !cameBy && (
          <a className={button({ look: isLast ? 'primary' : 'normal' })} href="/">
            {t('home')}
          </a>
        )}
        {onUndo && rest !== 'fetching' && <DeskButton onClick={onUndo}>{verdict('undo')}</DeskButton>}
        {isLast && session.judged > 0 && <DeskButton onClick={onHistory}>{t('history')}</DeskButton>}
      </Acts>
    </RestPage>
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
