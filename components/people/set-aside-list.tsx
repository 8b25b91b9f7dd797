import Link from 'next/link'
import { FLAG_WORDS } from '@/components/study/monitor/flag-words'
import { Section } from '@/components/ui/section'
import { Note, Prose } from '@/components/ui/text'
import type { SetAsidePair } from '@/lib/annotators/list-set-aside'
import { count } from '@/lib/numbers/count'
import { moment } from '../ui/dates'

/** What could not be judged, with the texts as they stood on the screen; nothing tells the systems. */
export function SetAsideList({ studyId, pairs }: { studyId: string; pairs: readonly SetAsidePair[] }) {
  return (
    <Section aria-labelledby="could-not-judge">
      <h2 id="could-not-judge">Could not be judged</h2>
      {pairs.length === 0 ? (
        <Prose>Nothing was set aside. When somebody cannot judge what they see, it appears here.</Prose>
      ) : (
        <>
          <Note>
            {count(pairs.length, pairs[0]?.shown.right ? 'pair' : 'response')}, newest first. Others are asked in their
            place. {pairs[0]?.shown.right && 'Left and right are as they stood on the screen.'}
          </Note>
          {pairs.map((pair) => (
            <details key={pair.id} className="border-t border-rule py-[0.6rem] [p+&]:mt-[0.8rem]">
              <summary>
                <strong>{pair.prompt}</strong>: {FLAG_WORDS[pair.flag]}
                {pair.note && <>, “{pair.note}”</>}{' '}
                <span className="text-ink-2">
                  by {pair.code}, {moment(pair.at)}
                </span>
              </summary>
              <Texts title="Prompt" turns={pair.shown.prompt} />
              <Texts title={pair.shown.right ? 'Left' : 'Response'} turns={pair.shown.left} />
              {pair.shown.right && <Texts title="Right" turns={pair.shown.right} />}
              <Note>
                <Link href={`/studies/${studyId}/annotators/${pair.annotatorId}`}>What {pair.code} did</Link>
              </Note>
            </details>
          ))}
        </>
      )}
    </Section>
  )
}

function Texts({ title, turns }: { title: string; turns: SetAsidePair['shown']['left'] }) {
  return (
    <>
      <h3 className="mt-4 text-sm/[1.4] text-ink-2">{title}</h3>
      {turns.map(({ role, html }, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: turns stay where they are
        <div key={index} className="max-w-(--measure) [div+&]:mt-[1.6rem]">
          {turns.length > 1 && <p className="mb-[0.3rem] text-xs font-semibold text-ink-3">{role}</p>}
          {/* biome-ignore lint/security/noDangerouslySetInnerHtml: rendered and sanitized on the server */}
          <div className="md" dangerouslySetInnerHTML={{ __html: html }} />
        </div>
      ))}
    </>
  )
}
