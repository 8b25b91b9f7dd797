import Link from 'next/link'
import { button } from '@/components/ui/button-look'
import { Section } from '@/components/ui/section'
import { Prose } from '@/components/ui/text'
import type { listSnapshots } from '@/lib/results/snapshots'

type Props = { studyId: string; isHidden: boolean; snapshots: Awaited<ReturnType<typeof listSnapshots>> }

/** All that somebody needs to compute a snapshot's numbers anew, as one archive. */
export function Bundle({ studyId, isHidden, snapshots }: Props) {
  const address = `/api/studies/${studyId}/bundle.zip?snapshot=`
  return (
    <Section aria-labelledby="bundle">
      <h2 id="bundle">Replication bundle</h2>
      {!isHidden && snapshots.length > 0 && (
        <ul className="my-4 space-y-4">
          {snapshots.map(({ id, note, at }) => (
            <li key={id}>
              {note} <span className="text-ink-2">{at.toISOString().slice(0, 16).replace('T', ' ')} UTC</span>
              <span className="mt-2 flex flex-wrap gap-[0.6rem]">
                <a className={button()} href={`${address}${id}`} download>
                  bundle.zip <span className="sr-only">of {note}</span>
                </a>
                <a className={button()} href={`${address}${id}&texts=yes`} download>
                  With prompts and responses <span className="sr-only">of {note}</span>
                </a>
              </span>
            </li>
          ))}
        </ul>
      )}
      <Prose>
        Of a snapshot: protocol with its hash, amendments, looks, the judgments in three forms, the frozen numbers of
        every figure, a notebook and an R script that compute them anew and compare, a paragraph of methods, and SHA-256
        of each file. The same snapshot gives the same bytes. A bundle with texts passes on prompts and responses: look
        whether their licences allow it.{' '}
        {snapshots.length === 0 && (
          <>
            There is no snapshot yet: freeze one on <Link href={`/studies/${studyId}/results`}>Results</Link>.
          </>
        )}
      </Prose>
    </Section>
  )
}
