import Link from 'next/link'
import { moment } from '@/components/ui/dates'
import { LinkButton } from '@/components/ui/link-button'
import { Note } from '@/components/ui/text'
import { count } from '@/lib/numbers/count'
import { PROBLEMS, type ProblemCode } from '@/lib/uploads/problems'
import type { UploadReview } from '@/lib/uploads/review-upload'
import { DryPanel, Line, Lines } from './dry-panel'

/** What became of an upload that was decided on. */
export function Outcome({ review: { upload } }: { review: UploadReview }) {
  const { outcome, promptSet } = upload
  const leftOut = Object.entries(outcome?.leftOut ?? {}) as [ProblemCode, number][]
  return (
    <DryPanel aria-labelledby="outcome">
      <h2 id="outcome">{outcome ? 'Imported' : 'Discarded'}</h2>
      {outcome ? (
        <Lines>
          <Line
            is="sum"
            label={`${upload.kind === 'PROMPTS' ? 'Prompts' : 'Responses'} imported`}
            value={outcome.imported}
          />
          {outcome.present > 0 && <Line is="part" label="there already" value={outcome.present} />}
          {leftOut.map(([code, n]) => (
            <Line is="part" key={code} label={`left out: ${PROBLEMS[code].short}`} value={n} />
          ))}
          {outcome.named > 0 && <Line is="part" label="of them name a maker or a model" value={outcome.named} />}
          <Line label="When" value={moment(upload.importedAt)} />
        </Lines>
      ) : (
        <Note className="mt-[0.7rem]">Nothing of the file was written, and its rows are gone.</Note>
      )}
      {promptSet && outcome && (
        <LinkButton look="last" href={`/prompt-sets/${promptSet.id}/upload`}>
          {upload.kind === 'PROMPTS' ? 'Upload responses to them' : 'Upload another system’s'}
        </LinkButton>
      )}
      {promptSet && (
        <p className="mt-4">
          <Link href={`/prompt-sets/${promptSet.id}`}>{promptSet.name}</Link>,{' '}
          {count(promptSet._count.prompts, 'prompt')}
        </p>
      )}
      {leftOut.length > 0 && (
        <p className="mt-2">
          <a href={`/api/uploads/${upload.id}/report.csv`}>Report of what was left out (CSV)</a>
        </p>
      )}
    </DryPanel>
  )
}
