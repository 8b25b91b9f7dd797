import { LinkButton } from '@/components/ui/link-button'
import { ScrollX } from '@/components/ui/scroll-x'
import { Table } from '@/components/ui/table'
import { count } from '@/lib/numbers/count'
import type { UploadReview } from '@/lib/uploads/review-upload'
import { size } from './bytes'
import { drop } from './drop-look'
import { FieldsUnread } from './fields-unread'
import { NamesFound } from './names-found'
import { PartTitle } from './part-title'
import { ProblemTable } from './problem-table'
import { RowActions, type RowActs } from './row-actions'
import { Strip } from './strip'
import { FileList, Systems, Warnings } from './uploaded-files'

type Props = { review: UploadReview; acts: RowActs; children: React.ReactNode }

/** What was found in an uploaded file; the dry run stands beside it. */
export function Review({ review, acts, children }: Props) {
  const isPrompts = review.upload.kind === 'PROMPTS'
  return (
    <div className="mt-9 grid grid-cols-[minmax(0,1fr)_17.5rem] items-start gap-x-18 gap-y-12 max-lg:grid-cols-[minmax(0,1fr)]">
      <div className="space-y-11">
        <FileFound review={review} />
        {review.upload.status === 'STAGED' && <Fields {...review.format} />}
        {review.upload.status !== 'DISCARDED' && <FieldsUnread unread={review.unread} />}
        <Systems review={review} />
        <Warnings review={review} />
        {isPrompts ? (
          review.upload.status === 'STAGED' && <Categories categories={review.categories} />
        ) : (
          <Coverage review={review} />
        )}
        {review.names && <NamesFound names={review.names} unit={review.format.unit} />}
        {review.upload.status !== 'DISCARDED' && <Problems review={review} acts={acts} />}
      </div>
      {children}
    </div>
  )
}

function Problems({
  review: { upload, format, files, counts, problems, fine, present },
  acts,
}: {
  review: UploadReview
  acts: RowActs
}) {
  return (
    <ProblemTable
      total={Object.values(counts).reduce((sum, n) => sum + n, 0)}
      good={fine + present + (upload.outcome ? upload.outcome.imported + upload.outcome.present : 0)}
      unit={format.unit}
      problems={problems.map((row) => ({
        ...row,
        place: format.isByLine ? row.line : row.record,
        source: files.length > 1 ? (files[row.file]?.name ?? null) : null,
        actions: upload.status === 'STAGED' && (
          <RowActions
            uploadId={upload.id}
            setId={upload.promptSetId}
            rowId={String(row.id)}
            problem={row.problem}
            hasText={row.beginning !== null}
            acts={acts}
          />
        ),
      }))}
      report={`/api/uploads/${upload.id}/report.csv`}
    />
  )
}

function FileFound({ review: { upload, format, files } }: { review: UploadReview }) {
  const again = upload.promptSetId
    ? `/prompt-sets/${upload.promptSetId}/upload${upload.kind === 'PROMPTS' ? '?kind=prompts' : ''}`
    : '/prompt-sets/new'
  return (
    <section aria-labelledby="file">
      <PartTitle id="file">File</PartTitle>
      <div className={drop({ is: 'file' })}>
        <div>
          <p className="font-mono text-sm wrap-anywhere">
            {files.length > 1 ? `${files.length} files` : upload.filename}
          </p>
          <p className="text-sm text-ink-2">
            {size(upload.bytes)}, {count(upload.lines, format.unit)}. Read as{' '}
            <strong>
              {format.name} ({format.container})
            </strong>
            .
          </p>
        </div>
        {upload.status === 'STAGED' && <LinkButton href={again}>Other file</LinkButton>}
      </div>
      <FileList files={files} unit={format.unit} />
    </section>
  )
}

function Fields({ fields, unit }: UploadReview['format']) {
  return (
    <section aria-labelledby="fields">
      <PartTitle id="fields">Fields</PartTitle>
      <ScrollX label="Fields of the file">
        <Table>
          <thead>
            <tr>
              <th scope="col">Field</th>
              <th scope="col">Taken from</th>
              <th scope="col">In the first {unit} without a problem</th>
            </tr>
          </thead>
          <tbody>
            {fields.map(({ field, from, example }) => (
              <tr key={field}>
                <th scope="row">{field}</th>
                <td>{from}</td>
                <td className="max-w-72 truncate font-serif">{example ?? <span className="text-ink-3">–</span>}</td>
              </tr>
            ))}
          </tbody>
        </Table>
      </ScrollX>
    </section>
  )
}

function Categories({ categories }: Pick<UploadReview, 'categories'>) {
  if (categories.length === 0) return null
  const named = categories.filter(({ category }) => category !== null)
  return (
    <section aria-labelledby="categories">
      <PartTitle id="categories">Categories</PartTitle>
      <p className="font-serif text-read/[1.45]">
        {named.length === 0
          ? 'The file names none. Results can then not be split by category.'
          : categories.map(({ category, count: n }) => `${category ?? 'without'} ${n}`).join(', ')}
      </p>
    </section>
  )
}

function Coverage({ review: { upload, coverage, counts } }: { review: UploadReview }) {
  if (!coverage) return null
  const { total, covered } = coverage
  const found = [
    count(counts.unknown_prompt ?? 0, 'unknown prompt'),
    count(counts.duplicate ?? 0, 'duplicate'),
    `${counts.empty_response ?? 0} empty`,
  ]
  return (
    <section aria-labelledby="coverage">
      <PartTitle id="coverage">Coverage</PartTitle>
      <p className="font-serif text-read/[1.45]">
        <strong>
          {covered.toLocaleString('en')} of {total.toLocaleString('en')}
        </strong>{' '}
        prompts {upload.status === 'STAGED' ? 'will have' : 'have'} a response of {upload.name}; {found.join(', ')}.{' '}
        {covered < total && `${missing(total - covered)} cannot be put before annotators.`}
      </p>
      <Strip {...coverage} />
    </section>
  )
}

function missing(n: number): string {
  return n === 1 ? 'The other one' : `The other ${n.toLocaleString('en')}`
}
