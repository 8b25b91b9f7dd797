import type { DeskOption } from '@/lib/judgments/schema'
import { Panel } from './panel'
import { useTranslations } from './words'

/** What the options stand for, to be read at leisure: buttons have no room for it on small screens, or at length. */
export function MeaningsPanel({ options }: { options: readonly DeskOption[] }) {
  const t = useTranslations('verdict')
  return (
    <Panel role="region" aria-label={t('meanings')} data-part="meanings">
      <dl className="grid max-h-[40dvh] gap-x-6 gap-y-[0.35rem] overflow-y-auto text-sm sm:grid-cols-[max-content_minmax(0,1fr)]">
        {options.map(({ code, label, anchor }) => (
          <div key={code} className="sm:contents">
            <dt className="font-semibold" dir="auto">
              {label}
            </dt>
            <dd className="max-w-(--measure) text-ink-2" dir="auto">
              {anchor}
            </dd>
          </div>
        ))}
      </dl>
    </Panel>
  )
}
