import { buttonClass } from '@/components/ui/button-class'
import { count } from '@/components/ui/count'
import type { PartRow } from '@/lib/studies/queries'

const STATES = {
  DRAFT: 'Not open yet. Come back later.',
  PAUSED: 'Paused by the researchers. What you judged is saved.',
  CLOSED: 'Closed. Thank you for your work.',
} as const

/** The studies somebody judges for, each with its one next step. */
export function AnnotatorHome({ parts }: { parts: PartRow[] }) {
  return (
    <section className="home-part" aria-labelledby="judging">
      <h2 id="judging">Your judging</h2>
      {parts.length === 0 && (
        <p className="standfirst">
          You are in no study yet. Open the link the researchers sent you; it adds you to theirs.
        </p>
      )}
      {parts.length > 0 && (
        <ul className="parts">
          {parts.map(({ studyId, title, status, code, judged }) => (
            <li key={studyId}>
              <div>
                <h3>{title}</h3>
                <p className="quiet">
                  {count(judged, 'pair')} judged. You are {code} in this study.
                </p>
              </div>
              {status === 'OPEN' ? (
                // Not the router's link: the desk is no page of its, and fetching it has consequences.
                <a className={buttonClass('primary')} href={`/annotate/${studyId}`}>
                  {judged === 0 ? 'Start judging' : 'Go on judging'}
                </a>
              ) : (
                <p className="quiet">{STATES[status]}</p>
              )}
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}
