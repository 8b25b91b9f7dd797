import Link from 'next/link'
import { count } from '@/components/ui/count'
import { moment } from '@/components/ui/dates'
import { LinkButton } from '@/components/ui/link-button'
import { PROBLEMS, type ProblemCode } from '@/lib/uploads/problems'
import type { UploadReview } from '@/lib/uploads/review-upload'

/** What became of an upload that was decided on. */
export function Outcome({ review: { upload } }: { review: UploadReview }) {
  const { outcome, promptSet } = upload
  const leftOut = Object.entries(outcome?.leftOut ?? {}) as [ProblemCode, number][]
  return (
    <aside className="dry" aria-labelledby="outcome">
      <h2 id="outcome">{outcome ? 'Imported' : 'Discarded'}</h2>
      {outcome ? (
        <dl>
          <dt className="sum">{upload.kind === 'PROMPTS' ? 'Prompts' : 'Responses'} imported</dt>
          <dd className="sum">{outcome.imported.toLocaleString('en')}</dd>
          {outcome.present > 0 && <Part label="there already" n={outcome.present} />}
          {leftOut.map(([code, n]) => (
            <Part key={code} label={`left out: ${PROBLEMS[code].short}`} n={n} />
          ))}
          {outcome.named > 0 && <Part label="of them name a maker or a model" n={outcome.named} />}
          <dt>When</dt>
          <dd>{moment(upload.importedAt)}</dd>
        </dl>
      ) : (
        <p className="note">Nothing of the file was written, and its rows are gone.</p>
      )}
      {promptSet && outcome && (
        <LinkButton look="primary" href={`/prompt-sets/${promptSet.id}/upload`}>
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
    </aside>
  )
}

function Part({ label, n }: { label: string; n: number }) {
  return (
    <>
      <dt className="sub">{label}</dt>
      <dd>{n.toLocaleString('en')}</dd>
    </>
  )
}
