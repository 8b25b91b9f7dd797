import Link from 'next/link'
import { day } from '@/components/ui/dates'
import { Section } from '@/components/ui/section'
import { Prose } from '@/components/ui/text'
import type { TextTerms } from '@/lib/exports/text-terms'
import { TextsForm } from './texts-form'

type Props = { studyId: string; terms: TextTerms }

/** Whether files for everybody hold prompts and responses, and on whose word. */
export function Texts({ studyId, terms }: Props) {
  const { licence, decision, mayLeave, promptSetId } = terms
  return (
    <Section aria-labelledby="texts">
      <h2 id="texts">Texts in files for others</h2>
      <Prose>
        {licence.isShareable
          ? `The licence of the prompt set, ${licence.written}, lets its texts be given on: `
          : decision
            ? `${decision.by} decided on ${day(decision.at)} that the texts may be given on (“${decision.reason}”): `
            : licence.written
              ? `Whether “${licence.written}” lets the texts be given on is for somebody to read: `
              : 'Nobody has said under which licence the texts may be given on: '}
        the replication bundle, the data set’s folder and a push to a hub {mayLeave ? 'hold' : 'leave out'} prompts and
        responses{mayLeave ? ' unless you ask for them without' : ', and their manifests say so'}.{' '}
        {promptSetId && (
          <>
            The licence stands with the <Link href={`/prompt-sets/${promptSetId}`}>prompt set</Link>.
          </>
        )}
      </Prose>
      <Prose className="mt-3">
        Judgments with texts, pairs and the files for training and other tools hold them in any case, for work of your
        own. Their manifests have the licence: look whether it lets you pass such a file on.
      </Prose>
      {!licence.isShareable && <TextsForm studyId={studyId} isShared={mayLeave} />}
    </Section>
  )
}
