import { button } from '@/components/ui/button-look'
import { LinkButton } from '@/components/ui/link-button'
import { Section } from '@/components/ui/section'
import { Note } from '@/components/ui/text'
import type { RehearsalRow } from '@/lib/rehearsals/queries'
import type { Answer } from '@/lib/server/action'
import { DuplicateButton } from './duplicate-button'
import type { RehearsalActs } from './rehearsal-buttons'
import { RehearsalTable } from './rehearsal-table'

type OnStudy<T> = (input: { studyId: string }) => Promise<Answer<T>>

type Props = {
  studyId: string
  /** A draft can be rehearsed; an opened study has a plan, unless it was planned elsewhere. */
  isDraft: boolean
  isImported: boolean
  /** A rehearsal is not rehearsed again. */
  isRehearsal: boolean
  rehearsals: RehearsalRow[]
  /** The button that opens a draft. */
  opening: React.ReactNode
  acts: { duplicate: OnStudy<{ studyId: string }> } & RehearsalActs
}

/** What can be done with a design beside changing it: rehearse it, copy it, take it along. */
export function DesignActions({ studyId, isDraft, isImported, isRehearsal, rehearsals, opening, acts }: Props) {
  const files = `/api/studies/${studyId}`
  const hasPlan = !isDraft && !isImported
  return (
    <>
      <Section className="print:hidden" aria-labelledby="with-the-design">
        <h2 id="with-the-design">With this design</h2>
        <div className="flex flex-wrap items-center gap-[0.6rem] mt-4">
          {isDraft && opening}
          {isDraft && !isRehearsal && (
            <LinkButton href={`/studies/${studyId}/design/rehearse`}>Rehearse with simulated annotators…</LinkButton>
          )}
          <LinkButton href={`/studies/${studyId}/design/names`}>Names</LinkButton>
          <DuplicateButton studyId={studyId} duplicate={acts.duplicate} />
          <a className={button()} href={`${files}/design.json`} download>
            Download as JSON
          </a>
          {hasPlan && (
            <a className={button()} href={`${files}/plan.csv`} download>
              Plan as CSV
            </a>
          )}
        </div>
        {isDraft && <Note className="mt-3">All of these take the design as it was last saved.</Note>}
        {hasPlan && (
          <Note className="mt-3">
            The plan lists every slot in order; the same design and seed give the same plan, byte for byte.
          </Note>
        )}
      </Section>
      {rehearsals.length > 0 && (
        <Section aria-labelledby="rehearsals">
          <h2 id="rehearsals">Rehearsals</h2>
          <RehearsalTable rehearsals={rehearsals} acts={acts} />
        </Section>
      )}
    </>
  )
}
