import { buttonClass } from '@/components/ui/button-class'
import type { PageWords } from '@/lib/i18n/pages'
import type { Translator } from '@/lib/i18n/translator'
import type { PartRow } from '@/lib/studies/queries'

type Props = { parts: PartRow[]; t: Translator<PageWords['home']> }

/** The studies somebody judges for, each with its one next step. */
export function AnnotatorHome({ parts, t }: Props) {
  return (
    <section className="home-part" aria-labelledby="judging">
      <h2 id="judging">{t('title')}</h2>
      {parts.length === 0 && <p className="standfirst">{t('none')}</p>}
      {parts.length > 0 && (
        <ul className="parts">
          {parts.map(({ studyId, title, status, code, judged }) => (
            <li key={studyId}>
              <div>
                <h3>{title}</h3>
                <p className="quiet">{t('judged', { count: judged, code })}</p>
              </div>
              {status === 'OPEN' ? (
                // Not the router's link: the desk is no page of its, and fetching it has consequences.
                <a className={buttonClass('primary')} href={`/annotate/${studyId}`}>
                  {t(judged === 0 ? 'begin' : 'goOn')}
                </a>
              ) : (
                <p className="quiet">{t(status)}</p>
              )}
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}
