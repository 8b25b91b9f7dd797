import { Icon } from '@/components/ui/icon'
import { LATE } from './late'
import type { Session } from './session-state'
import type { Hold } from './wire'
import { useTranslations } from './words'

/** Keeps what is hidden from sight in place. */
const SAVED =
  'relative me-4 inline-flex items-baseline gap-[0.45rem] whitespace-nowrap max-sm:me-[0.4rem] [&>svg]:self-center'

/** What is stored and what waits, truthfully; read out politely as it changes. */
export function SavedStatus({ session }: { session: Session }) {
  const t = useTranslations('saved')
  const { unsent, hold, judged, total } = session
  // Before the outbox has been read nobody knows.
  if (!session.ready) return <span role="status" />
  if (hold && (unsent.length > 0 || hold !== 'signed_out')) return <Waiting session={session} why={hold} />
  if (unsent.length === 0)
    return (
      <span className={SAVED} role="status">
        <Icon name="check" />
        <span>
          {t('saved')}
          <span className="sr-only">{total === null ? t('count', { judged }) : t('countOf', { judged, total })}</span>
        </span>
      </span>
    )
  if (unsent.every(({ parked }) => parked)) return <Waiting session={session} why="not_open" />
  return (
    <span className={SAVED} role="status">
      <span className={LATE}>{t('saving')}</span>
    </span>
  )
}

/** What waits, for what; "in this tab" where the browser has no storage to keep it in. */
function Waiting({ session: { unsent, durable }, why }: { session: Session; why: Hold | 'not_open' }) {
  const t = useTranslations('saved')
  const verdicts = t('verdicts', { count: unsent.length })
  const kept = durable ? t('keptHere', { verdicts }) : t('keptInTab', { verdicts })
  return (
    <span className={`${SAVED} text-caution`} role="status">
      <Icon name="caution" />
      <span>
        <span className={unsent.length > 0 ? 'max-sm:hidden' : undefined}>{t(why)}. </span>
        {unsent.length > 0 && (
          <>
            <span className="max-tools:hidden">{t(`when.${why}`, { kept })}</span>
            <span className="tools:hidden">{t('short', { count: unsent.length })}</span>
          </>
        )}
      </span>
    </span>
  )
}
