import { useLocale, useTranslations } from './words'

type Props = {
  title: string
  /** The pair on the screen, when there is one. */
  position: { now: number; total: number | null } | null
  judged: number
  total: number | null
  status: React.ReactNode
  children: React.ReactNode
}

/** Where one is, whether it is saved, and the way out. */
export function Strip({ title, position, judged, total, status, children }: Props) {
  const t = useTranslations('strip')
  const language = useLocale()
  return (
    <header>
      <div className="desk-strip">
        <span className="name" dir="auto">
          {title}
        </span>
        {position && (
          <span className="count">
            <strong>{position.now.toLocaleString(language)}</strong>
            {position.total !== null && ` ${t('of', { total: position.total })}`}
          </span>
        )}
        <div className="end">
          {status}
          {children}
        </div>
      </div>
      <Track judged={judged} total={total} />
    </header>
  )
}

function Track({ judged, total }: { judged: number; total: number | null }) {
  const t = useTranslations('strip')
  if (!total) return <div className="track" />
  return (
    <div
      className="track"
      role="progressbar"
      aria-label={t('judged')}
      aria-valuemin={0}
      aria-valuemax={total}
      aria-valuenow={Math.min(judged, total)}
    >
      <i style={{ width: `${Math.min(100, (100 * judged) / total)}%` }} />
    </div>
  )
}
