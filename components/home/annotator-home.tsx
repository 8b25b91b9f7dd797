import { button } from '@/components/ui/button-look'
import { PageHeading } from '@/components/ui/heading'
import { Standfirst } from '@/components/ui/text'
import type { PageWords } from '@/lib/i18n/pages'
import type { Translator } from '@/lib/i18n/translator'
import type { PartRow } from '@/lib/studies/queries'

type Props = { parts: PartRow[]; t: Translator<PageWords['home']> }

/** The studies somebody judges for, each with its one next step. */
export function AnnotatorHome({ parts, t }: Props) {
  return (
    <section className="[section+&]:mt-18" aria-labelledby="judging">
      <PageHeading id="judging">{t('title')}</PageHeading>
      {parts.length === 0 && <Standfirst>{t('none')}</Standfirst>}
      {parts.length > 0 && (
        <ul className="mt-6 list-none border-t-[1.5px] border-ink">
          {parts.map(({ studyId, title, status, protocol, code, judged }) => (
            <li
              key={studyId}
              className="flex flex-wrap items-center justify-between gap-x-8 gap-y-4 border-b border-rule py-[1.1rem]"
            >
              <div>
                <h3 className="font-serif text-h2 font-semibold">{title}</h3>
                <p className="mt-[0.35rem] text-ink-2">{t('judged', { protocol, count: judged, code })}</p>
              </div>
              {status === 'OPEN' ? (
                // Not the router's link: the desk is no page of its, and fetching it has consequences.
                <a className={button({ look: 'primary' })} href={`/annotate/${studyId}`}>
                  {t(judged === 0 ? 'begin' : 'goOn')}
                </a>
              ) : (
                <p className="text-ink-2">{t(status)}</p>
              )}
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}
