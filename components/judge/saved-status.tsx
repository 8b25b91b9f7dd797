import { Icon } from '@/components/ui/icon'
import type { Session } from './session'
import type { Hold } from './wire'
import { useTranslations } from './words'

/** What is stored and what waits, truthfully; read out politely as it changes. */
export function SavedStatus({ session }: { session: Session }) {
  const t = useTranslations('saved')
  const { unsent, hold, judged, total } = session
  // Before the outbox has been read nobody knows.
  if (!session.ready) return <span className="saved" role="status" />
  if (unsent.length === 0 && hold !== 'offline' && hold !== 'server')
    return (
      <span className="saved" role="status">
        <Icon name="check" />
        <span>
          {t('saved')}
          <span className="sr">{total === null ? t('count', { judged }) : t('countOf', { judged, total })}</span>
        </span>
      </span>
    )
  if (!hold)
    return (
      <span className="saved" role="status">
        <span className="late">{t('saving')}</span>
      </span>
    )
  return <Waiting session={session} hold={hold} />
}

/** What waits, for what; "in this tab" where the browser has no storage to keep it in. */
function Waiting({ session: { unsent, durable }, hold }: { session: Session; hold: Hold }) {
  const t = useTranslations('saved')
  const verdicts = t('verdicts', { count: unsent.length })
  const kept = durable ? t('keptHere', { verdicts }) : t('keptInTab', { verdicts })
  return (
    <span className="saved waiting" role="status">
      <Icon name="caution" />
      <span>
        <span className={unsent.length > 0 ? 'why' : undefined}>{t(hold)}. </span>
        {unsent.length > 0 && (
          <>
            <span className="long">{t(`when.${hold}`, { kept })}</span>
            <span className="short">{t('short', { count: unsent.length })}</span>
          </>
        )}
      </span>
    </span>
  )
}
