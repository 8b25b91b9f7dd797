import Link from 'next/link'
import { FLAG_WORDS } from '@/components/study/monitor/flag-words'
import { count } from '@/components/ui/count'
import type { SetAsidePair } from '@/lib/annotators/list-set-aside'
import { moment } from '../ui/dates'

/** Pairs that could not be judged, with the texts as they stood on the screen; nothing tells the systems. */
export function SetAsideList({ studyId, pairs }: { studyId: string; pairs: readonly SetAsidePair[] }) {
  return (
    <section className="section" aria-labelledby="could-not-judge">
      <h2 id="could-not-judge">Could not be judged</h2>
      {pairs.length === 0 ? (
        <p className="prose">
          No pair was set aside. When somebody says that a pair cannot be judged, it appears here.
        </p>
      ) : (
        <>
          <p className="note">
            {count(pairs.length, 'pair')}, newest first. Others are asked in their place. Left and right are as they
            stood on the screen.
          </p>
          {pairs.map((pair) => (
            <details key={pair.id} className="set-aside">
              <summary>
                <strong>{pair.prompt}</strong>: {FLAG_WORDS[pair.flag]}
                {pair.note && <>, “{pair.note}”</>}{' '}
                <span className="quiet">
                  by {pair.code}, {moment(pair.at)}
                </span>
              </summary>
              <Texts title="Prompt" turns={pair.shown.prompt} />
              <Texts title="Left" turns={pair.shown.left} />
              <Texts title="Right" turns={pair.shown.right} />
              <p className="note">
                <Link href={`/studies/${studyId}/annotators/${pair.annotatorId}`}>What {pair.code} did</Link>
              </p>
            </details>
          ))}
        </>
      )}
    </section>
  )
}

function Texts({ title, turns }: { title: string; turns: SetAsidePair['shown']['left'] }) {
  return (
    <>
      <h3>{title}</h3>
      {turns.map(({ role, html }, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: turns stay where they are
        <div key={index} className="turn max-w-(--measure)">
          {turns.length > 1 && <p className="speaker">{role}</p>}
          {/* biome-ignore lint/security/noDangerouslySetInnerHtml: rendered and sanitized on the server */}
          <div className="md" dangerouslySetInnerHTML={{ __html: html }} />
        </div>
      ))}
    </>
  )
}
