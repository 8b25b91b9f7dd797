import { LinkButton } from '@/components/ui/link-button'
import type { RehearsalRow } from '@/lib/rehearsals/queries'
import type { Answer } from '@/lib/server/action'
import { DuplicateButton } from './duplicate-button'
import type { RehearsalActs } from './rehearsal-buttons'
import { RehearsalTable } from './rehearsal-table'

type OnStudy<T> = (input: { studyId: string }) => Promise<Answer<T>>

type Props = {
  studyId: string
  /** A draft can be rehearsed; an opened study has a plan. */
  isDraft: boolean
  /** A rehearsal is not rehearsed again. */
  isRehearsal: boolean
  rehearsals: RehearsalRow[]
  acts: { duplicate: OnStudy<{ studyId: string }> } & RehearsalActs
}

/** What can be done with a design beside changing it: rehearse it, copy it, take it along. */
export function DesignActions({ studyId, isDraft, isRehearsal, rehearsals, acts }: Props) {
  const files = `/api/studies/${studyId}`
  return (
    <>
      <section className="section no-print" aria-labelledby="with-the-design">
        <h2 id="with-the-design">With this design</h2>
        <div className="row mt-4">
          {isDraft && !isRehearsal && (
            <LinkButton href={`/studies/${studyId}/design/rehearse`}>Rehearse with simulated annotators…</LinkButton>
          )}
          <LinkButton href={`/studies/${studyId}/design/names`}>Names</LinkButton>
          <DuplicateButton studyId={studyId} duplicate={acts.duplicate} />
          <a className="btn" href={`${files}/design.json`} download>
            Download as JSON
          </a>
          {!isDraft && (
            <a className="btn" href={`${files}/plan.csv`} download>
              Plan as CSV
            </a>
          )}
        </div>
        <p className="note mt-3">
          {isDraft
            ? 'All of these take the design as it was last saved.'
            : 'The plan lists every slot in order; the same design and seed give the same plan, byte for byte.'}
        </p>
      </section>
      {rehearsals.length > 0 && (
        <section className="section" aria-labelledby="rehearsals">
          <h2 id="rehearsals">Rehearsals</h2>
          <RehearsalTable rehearsals={rehearsals} acts={acts} />
        </section>
      )}
    </>
  )
}
