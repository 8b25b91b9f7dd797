import { count } from '@/components/ui/count'
import { Icon } from '@/components/ui/icon'
import { ScrollX } from '@/components/ui/scroll-x'
import { PROBLEMS, type ProblemCode } from '@/lib/uploads/problems'
import type { UploadReview } from '@/lib/uploads/review-upload'

const TONES = { critical: 'is-critical', caution: 'is-caution', note: 'quiet' } as const

/** What is wrong, where, and what to do: the first of them here, all in the report. */
export function ProblemTable({
  review: { upload, format, counts, problems, fine, present },
}: {
  review: UploadReview
}) {
  const total = Object.values(counts).reduce((sum, n) => sum + n, 0)
  const good = fine + present + (upload.outcome ? upload.outcome.imported + upload.outcome.present : 0)
  return (
    <section aria-labelledby="problems">
      <h2 id="problems">
        Problems{' '}
        <small>{total === 0 ? 'none' : `${count(total, 'row')}; ${count(good, 'other is', 'others are')} fine`}</small>
      </h2>
      {total > 0 && (
        <ScrollX label="Problem rows">
          <table className="data problems">
            <thead>
              <tr>
                <th scope="col">{format.unit === 'line' ? 'Line' : 'Record'}</th>
                <th scope="col">What</th>
                <th scope="col">What happens, and what you can do</th>
              </tr>
            </thead>
            <tbody>
              {problems.map((row) => (
                <ProblemRow key={row.id} {...row} place={format.unit === 'line' ? row.line : row.record} />
              ))}
            </tbody>
          </table>
        </ScrollX>
      )}
      {total > problems.length && (
        <p className="note mt-3">
          These are the first {problems.length} of {total.toLocaleString('en')}.{' '}
          <a href={`/api/uploads/${upload.id}/report.csv`}>All of them (CSV)</a>
        </p>
      )}
    </section>
  )
}

type Row = { place: number; externalId: string | null; problem: ProblemCode; detail: string | null }

function ProblemRow({ place, externalId, problem, detail }: Row) {
  const { what, advice, tone } = PROBLEMS[problem]
  return (
    <tr>
      <td>{place}</td>
      <th scope="row">
        <span className={TONES[tone]}>
          <Icon name={tone} />
        </span>{' '}
        {what}
        {(externalId || detail) && (
          <span className="seen">
            {externalId && (
              <>
                prompt <code>{externalId}</code>
              </>
            )}
            {externalId && detail && ': '}
            {detail}
          </span>
        )}
      </th>
      <td>{advice}</td>
    </tr>
  )
}
