import { localeOf } from '@/lib/i18n/languages'
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
      <div className="flex min-h-12 items-baseline gap-x-6 px-(--edge) text-sm/12 text-ink-2 max-spread:gap-x-[0.9rem] max-sm:min-h-11 max-sm:flex-wrap max-sm:leading-11">
        <span
          className="min-w-0 truncate [--font-serif:var(--font-reading)] font-serif text-base/12 font-semibold text-ink max-spread:hidden"
          data-part="title"
          dir="auto"
        >
          {title}
        </span>
        {position && (
          <span className="whitespace-nowrap">
            <strong className="text-ink">{position.now.toLocaleString(localeOf(language))}</strong>
            {position.total !== null && ` ${t('of', { total: position.total })}`}
          </span>
        )}
        <div className="-me-[0.4rem] ms-auto flex items-baseline gap-1 max-sm:flex-wrap max-sm:justify-end max-sm:gap-0">
          {status}
          {children}
        </div>
      </div>
      <Track judged={judged} total={total} />
    </header>
  )
}

const TRACK = 'h-0.5 bg-rule'

function Track({ judged, total }: { judged: number; total: number | null }) {
  const t = useTranslations('strip')
  if (!total) return <div className={TRACK} />
  return (
    <div
      className={TRACK}
      role="progressbar"
      aria-label={t('judged')}
      aria-valuemin={0}
      aria-valuemax={total}
      aria-valuenow={Math.min(judged, total)}
    >
      <div
        className="h-0.5 bg-accent forced-colors:bg-[Highlight] forced-colors:forced-color-adjust-none"
        style={{ width: `${Math.min(100, (100 * judged) / total)}%` }}
      />
    </div>
  )
}
