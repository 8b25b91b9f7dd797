import { Icon } from '@/components/ui/icon'
import { DeskButton } from './desk-button'
import type { Notice, Session } from './session-state'
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
          <Bar glyph="caution">
            <p className="min-w-0 flex-1">
              {t('session')} {unsent.length === 0 ? t('allSaved') : t('keptUntilSignIn', { count: unsent.length })}{' '}
              <a href={signInHref} onClick={onLeave}>
                {t('signIn')}
              </a>
            </p>
          </Bar>
        )}
        {notices.map((notice) => (
          <Bar key={notice.submissionKey} glyph="note">
            <div className="min-w-0 flex-1">
              <p>
                {t(nameOf(notice))} {notice.words && t('written')}
              </p>
              {notice.words && <Written words={notice.words} />}
            </div>
            <DeskButton look="plain" onClick={() => onDismiss(notice.submissionKey)}>
              {t('dismiss')}
            </DeskButton>
          </Bar>
        ))}
      </div>
      <div role="status">
        {breakAfter !== null && (
          <Bar glyph="note">
            <p className="min-w-0 flex-1">{t('break', { minutes: breakAfter })}</p>
            <DeskButton look="plain" onClick={onPause}>
              {strip('pause')}
            </DeskButton>
            <DeskButton look="plain" onClick={onLater}>
              {t('later')}
            </DeskButton>
          </Bar>
        )}
      </div>
    </>
  )
}

function Bar({ glyph, children }: { glyph: 'caution' | 'note'; children: React.ReactNode }) {
  return (
    <div className="flex items-baseline gap-[0.7rem] border-b border-rule bg-wash px-(--edge) py-[0.45rem] text-sm">
      <span className="self-center text-caution">
        <Icon name={glyph} />
      </span>
      {children}
    </div>
  )
}

const KNOWN = ['invalid', 'too_late', 'slot_lost', 'late', 'already_judged', 'study_closed'] as const

function nameOf({ code }: Notice): 'other' | (typeof KNOWN)[number] {
  return KNOWN.find((known) => known === code) ?? 'other'
}
