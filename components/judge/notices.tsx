import { Icon } from '@/components/ui/icon'
import type { Notice, Session } from './session'
import { useTranslations } from './words'
import { Written } from './written'

type Props = {
  session: Session
  signInHref: string
  onLeave: () => void
  onDismiss: (submissionKey: string) => void
  /** Minutes without a break, when one is to be suggested. */
  breakAfter: number | null
  onPause: () => void
  onLater: () => void
}

/** What a person has to know or do while a pair is on the screen. */
export function Notices({ session, signInHref, onLeave, onDismiss, breakAfter, onPause, onLater }: Props) {
  const t = useTranslations('notice')
  const strip = useTranslations('strip')
  const { hold, notices, unsent, queue } = session
  return (
    <>
      <div role="alert">
        {hold === 'signed_out' && queue.length > 0 && (
          <div className="notice-bar">
            <Icon name="caution" />
            <p>
              {t('session')} {unsent.length === 0 ? t('allSaved') : t('keptUntilSignIn', { count: unsent.length })}{' '}
              <a href={signInHref} onClick={onLeave}>
                {t('signIn')}
              </a>
            </p>
          </div>
        )}
        {notices.map((notice) => (
          <div className="notice-bar" key={notice.submissionKey}>
            <Icon name="note" />
            <div>
              <p>
                {t(nameOf(notice))} {notice.words && t('written')}
              </p>
              {notice.words && <Written words={notice.words} />}
            </div>
            <button type="button" className="btn plain" onClick={() => onDismiss(notice.submissionKey)}>
              {t('dismiss')}
            </button>
          </div>
        ))}
      </div>
      <div role="status">
        {breakAfter !== null && (
          <div className="notice-bar quiet-bar">
            <Icon name="note" />
            <p>{t('break', { minutes: breakAfter })}</p>
            <button type="button" className="btn plain" onClick={onPause}>
              {strip('pause')}
            </button>
            <button type="button" className="btn plain" onClick={onLater}>
              {t('later')}
            </button>
          </div>
        )}
      </div>
    </>
  )
}

const KNOWN = ['invalid', 'too_late', 'slot_lost', 'late', 'already_judged', 'study_closed'] as const

function nameOf({ code }: Notice): 'other' | (typeof KNOWN)[number] {
  return KNOWN.find((known) => known === code) ?? 'other'
}
