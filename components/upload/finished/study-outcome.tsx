import { LinkButton } from '@/components/ui/link-button'
import { Note } from '@/components/ui/text'
import type { JudgmentReview } from '@/lib/uploads/judgments/review-judgments'
import { DryPanel } from '../dry-panel'

/** What became of files of judgments that were decided on. */
export function StudyOutcome({ review: { status, studyId } }: { review: JudgmentReview }) {
  return (
    <DryPanel aria-labelledby="outcome">
      <h2 id="outcome">{status === 'IMPORTED' ? 'Imported' : 'Discarded'}</h2>
      {status === 'IMPORTED' && studyId ? (
        <>
          <Note className="mt-[0.7rem]">
            The study’s Design tab says which files it is of, how they were read and what was left out.
          </Note>
          <LinkButton look="last" href={`/studies/${studyId}`}>
            Go to the study
          </LinkButton>
        </>
      ) : (
        <>
          <Note className="mt-[0.7rem]">Nothing of the files was written, and their rows are gone.</Note>
          <LinkButton look="last" href="/studies/import">
            Bring in other files
          </LinkButton>
        </>
      )}
    </DryPanel>
  )
}
