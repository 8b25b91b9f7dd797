import { button } from '@/components/ui/button-look'
import { PageHeading } from '@/components/ui/heading'
import { Standfirst } from '@/components/ui/text'
import type { PartRow } from '@/lib/annotators/list-parts'
import type { PageWords } from '@/lib/i18n/pages'
import type { Translator } from '@/lib/i18n/translator'

type Says = Translator<PageWords['home']>
type Props = { parts: PartRow[]; t: Says }

/** The studies somebody judges for: how far they are with their own share, what it took, and its one next step. */
export function AnnotatorHome({ parts, t }: Props) {
  return (
    <section className="[section+&]:mt-18" aria-labelledby="judging">
      <PageHeading id="judging">{t('title')}</PageHeading>
      {parts.length === 0 && <Standfirst>{t('none')}</Standfirst>}
      {parts.length > 0 && (
        <ul className="mt-6 list-none border-t-[1.5px] border-ink">
          {parts.map((part) => (
            <li
              key={part.studyId}
              className="flex flex-wrap items-center justify-between gap-x-8 gap-y-4 border-b border-rule py-[1.1rem]"
            >
              <div className="min-w-0 flex-[1_1_20rem]">
                <h3 className="font-serif text-h2 font-semibold wrap-anywhere" dir="auto">
                  {part.title}
                </h3>
                <Progress part={part} t={t} />
                <p className="mt-[0.2rem] text-sm text-ink-2">{factsOf(part, t).join(' ')}</p>
              </div>
              <NextStep part={part} t={t} />
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}

type PartProps = { part: PartRow; t: Says }

/** Their own share, as the desk tells it; only what was judged where the rest is not counted. */
function Progress({ part: { protocol, judged, share }, t }: PartProps) {
  if (!share) return <p className="mt-[0.35rem]">{t('judged', { protocol, count: judged })}</p>
  const { total, minutesLeft } = share
  return (
    <>
      <p className="mt-[0.35rem]">
        {t('share', { protocol, done: judged, count: total })}{' '}
        {minutesLeft > 0 ? t('left', { minutes: minutesLeft }) : total > 0 && t('shareDone')}
      </p>
      {total > 0 && (
        <span
          className="mt-2 block h-1.5 w-full max-w-80 bg-wash shadow-[inset_0_0_0_1px_var(--color-rule)]"
          aria-hidden="true"
        >
          <i className="block h-full bg-accent" style={{ width: `${(100 * judged) / total}%` }} />
        </span>
      )}
    </>
  )
}

/** Who they are here, what time it took, and what the design pays for it. */
function factsOf({ code, minutesSpent, pay }: PartRow, t: Says): string[] {
  return [
    t('you', { code }),
    ...(minutesSpent > 0 ? [t('spent', { hours: Math.floor(minutesSpent / 60), minutes: minutesSpent % 60 })] : []),
    ...(pay ? [t('pay', { amount: pay.hourly, currency: pay.currency })] : []),
  ]
}

function NextStep({ part: { studyId, status, judged, share }, t }: PartProps) {
  if (status !== 'OPEN') return <p className="max-w-80 text-ink-2">{t(status)}</p>
  const isDone = share !== null && share.total > 0 && judged >= share.total
  // Not the router's link: the desk is no page of its, and fetching it has consequences.
  return (
    <a className={button({ look: isDone ? 'normal' : 'primary' })} href={`/annotate/${studyId}`}>
      {t(isDone ? (share.hasMore ? 'more' : 'look') : judged === 0 ? 'begin' : 'goOn')}
    </a>
  )
}
