import Link from 'next/link'
import { Fragment } from 'react'
import { button } from '@/components/ui/button-look'
import { Section } from '@/components/ui/section'
import { Prose } from '@/components/ui/text'
import type { listSnapshots } from '@/lib/results/snapshots'

type Props = {
  studyId: string
  isHidden: boolean
  snapshots: Awaited<ReturnType<typeof listSnapshots>>
  /** Whether the archives hold prompts and responses. */
  hasTexts: boolean
}

/** All that somebody needs to compute a snapshot's numbers anew, as one archive. */
export function Bundle({ studyId, isHidden, snapshots, hasTexts }: Props) {
  const address = (name: string, id: string) => `/api/studies/${studyId}/${name}?snapshot=${id}`
  return (
    <Section aria-labelledby="bundle">
      <h2 id="bundle">Replication bundle</h2>
      {!isHidden && snapshots.length > 0 && (
        <ul className="my-4 list-none space-y-4">
          {snapshots.map(({ id, note, at }) => (
            <li key={id} className="wrap-anywhere">
              {note} <span className="text-ink-2">{at.toISOString().slice(0, 16).replace('T', ' ')} UTC</span>
              <span className="mt-2 flex flex-wrap gap-[0.6rem]">
                {['bundle.zip', 'huggingface.zip'].map((name) => (
                  <Fragment key={name}>
                    <a className={button()} href={address(name, id)} download>
                      {name} {hasTexts && 'with texts'} <span className="sr-only">of {note}</span>
                    </a>
                    {hasTexts && (
                      <a className={button()} href={`${address(name, id)}&texts=no`} download>
                        {name} without texts <span className="sr-only">of {note}</span>
                      </a>
                    )}
                  </Fragment>
                ))}
              </span>
            </li>
          ))}
        </ul>
      )}
      <Prose>
        Of a snapshot: protocol with its hash, amendments, looks, the judgments in three forms, the frozen numbers of
        every figure with its drawings, the judging screen drawn from the design, a notebook and an R script that
        compute the numbers anew and compare, a paragraph of methods, a manifest of what is left out, and SHA-256 of
        each file. The same snapshot gives the same bytes. <code>huggingface.zip</code> is the folder of a data set for
        the Hugging Face Hub: a card with the licence of the prompt set, a Parquet file for each configuration, and
        Croissant.{' '}
        {snapshots.length === 0 && (
          <>
            There is no snapshot yet: freeze one on <Link href={`/studies/${studyId}/results`}>Results</Link>.
          </>
        )}
      </Prose>
    </Section>
  )
}
