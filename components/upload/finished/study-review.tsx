import { LinkButton } from '@/components/ui/link-button'
import { ScrollX } from '@/components/ui/scroll-x'
import { NumberCell, Table } from '@/components/ui/table'
import { Note, Prose } from '@/components/ui/text'
import { count } from '@/lib/numbers/count'
import { percent } from '@/lib/numbers/percent'
import type { JudgmentReview } from '@/lib/uploads/judgments/review-judgments'
import { countInTheWay } from '@/lib/uploads/problems'
import { PartTitle } from '../part-title'
import { ProblemTable } from '../problem-table'
import { FileTable } from './file-table'

type Props = { review: JudgmentReview; children: React.ReactNode }

/** What was found in files of judgments; what is to become of them stands beside it. */
export function StudyReview({ review, children }: Props) {
  const isStaged = review.status === 'STAGED'
  return (
    <div className="mt-9 grid grid-cols-[minmax(0,1fr)_20rem] items-start gap-x-16 gap-y-12 max-lg:grid-cols-[minmax(0,1fr)]">
      <div className="space-y-11">
        <FilesFound review={review} />
        {isStaged && <Policy {...review} />}
        {isStaged && review.totals.judgments > 0 && <Found {...review} />}
        {isStaged && review.totals.judgments > 0 && <Verdicts {...review} />}
        {review.status !== 'DISCARDED' && <Problems {...review} />}
      </div>
      {children}
    </div>
  )
}

/** Files that are named before the rest is folded away. */
const NAMED = 60

export function FilesFound({ review: { id, status, files, format, pairs } }: Pick<Props, 'review'>) {
  const records = files.reduce((sum, file) => sum + file.records, 0)
  return (
    <section aria-labelledby="files">
      <PartTitle id="files">
        Files <small>{files.length > 1 && `${count(files.length, 'file')}, ${count(records, 'record')}`}</small>
      </PartTitle>
      <Prose>
        Read as <strong>{format.name}</strong>.
      </Prose>
      <FileTable label="Files" files={files} most={NAMED} className="mt-4 max-h-[24rem] overflow-y-auto" />
      {status === 'STAGED' && (
        <div className="mt-4 flex flex-wrap gap-[0.6rem]">
          {!pairs && <LinkButton href={`/studies/import?to=${id}`}>Add files</LinkButton>}
          <LinkButton look="plain" href={pairs ? '/prompt-sets/pairs' : '/studies/import'}>
            Other files
          </LinkButton>
        </div>
      )}
    </section>
  )
}

export function Policy({ format: { policy } }: JudgmentReview) {
  return (
    <section aria-labelledby="policy">
      <PartTitle id="policy">How it is read</PartTitle>
      <dl className="mt-2 grid max-w-(--measure) grid-cols-[6rem_minmax(0,1fr)] gap-y-2 max-sm:grid-cols-1 max-sm:gap-y-0 max-sm:[&_dd]:mb-2">
        {(
          [
            ['Ties', policy.ties],
            ['Repeats', policy.repeats],
            ['Sides', policy.sides],
            ['Losses', policy.losses],
          ] as const
        ).map(([name, text]) => (
          <div key={name} className="contents">
            <dt className="font-semibold">{name}</dt>
            <dd className="text-ink-2">{text}</dd>
          </div>
        ))}
      </dl>
    </section>
  )
}

/** Whether the files were understood is seen from shares: of ties, of the system named first, of the side shown first. */
function Found({ totals, systems, isOfRatings }: JudgmentReview) {
  const { judgments, prompts, pairs, annotators, unnamed, texts } = totals
  return (
    <section aria-labelledby="found">
      <PartTitle id="found">What was found</PartTitle>
      <Prose>
        {count(judgments, 'judgment')} of {count(prompts, 'prompt')},{' '}
        {isOfRatings
          ? `of responses of ${count(systems.length, 'system')}`
          : `between ${count(systems.length, 'system')} in ${count(pairs, 'pair')}`}
        , by {annotators === 0 ? 'nobody who is named' : count(annotators, 'annotator')}
        {annotators > 0 && unnamed > 0 && `, ${unnamed.toLocaleString('en')} of them by nobody who is named`}.
        {texts === 0 &&
          ' The files do not hold the responses; results are the same, and items say that texts are absent.'}
      </Prose>
      {!isOfRatings && <Shares totals={totals} />}
      <Note className="mt-3">If something here surprises you, look at the verdicts below before you import.</Note>
    </section>
  )
}

function Shares({ totals: { verdicts, ties, first, sided, shownFirst } }: Pick<JudgmentReview, 'totals'>) {
  const share = (n: number, of: number) => `${percent(n / of)} %`
  return (
    <ScrollX label="Shares of the verdicts" className="mt-4">
      <Table>
        <tbody>
          <tr>
            <th scope="row">Ties</th>
            <NumberCell>{share(ties, verdicts)}</NumberCell>
            <td className="text-ink-2">of all verdicts</td>
          </tr>
          <tr>
            <th scope="row">For the system that a row names first</th>
            <NumberCell>{share(first, verdicts)}</NumberCell>
            <td className="text-ink-2">of all verdicts</td>
          </tr>
          <tr>
            <th scope="row">For the response that was shown first</th>
            <NumberCell>{sided === 0 ? '–' : share(shownFirst, sided)}</NumberCell>
            <td className="text-ink-2">
              {sided === 0 ? 'not recorded' : `of ${count(sided, 'verdict')} whose side is known`}
            </td>
          </tr>
        </tbody>
      </Table>
    </ScrollX>
  )
}

function Verdicts({ verdicts, isOfRatings, format: { criteria } }: JudgmentReview) {
  return (
    <section aria-labelledby="verdicts">
      <PartTitle id="verdicts">Verdicts</PartTitle>
      <Prose>
        What stands in the files, and what it is taken for.
        {!isOfRatings && ' A is the system that the row names first.'}
      </Prose>
      <ScrollX label="Verdicts in the files" className="mt-4">
        <Table>
          <thead>
            <tr>
              {criteria.length > 1 && <th scope="col">Question</th>}
              <th scope="col">In the files</th>
              <th scope="col">Taken for</th>
              <NumberCell scope="col" as="th">
                Times
              </NumberCell>
            </tr>
          </thead>
          <tbody>
            {verdicts.map(({ criterion, choice, raw, count: n }) => (
              <tr key={`${criterion} ${choice} ${raw}`}>
                {criteria.length > 1 && <td className="text-ink-2">{criteria[criterion]?.question}</td>}
                <th scope="row" className="max-w-72 font-mono text-[0.8125rem] wrap-anywhere">
                  {raw.length > 80 ? `${raw.slice(0, 80)}…` : raw}
                </th>
                <td>{criteria[criterion]?.labels[choice] ?? choice}</td>
                <NumberCell>{n.toLocaleString('en')}</NumberCell>
              </tr>
            ))}
          </tbody>
        </Table>
      </ScrollX>
    </section>
  )
}

export function Problems({ id, status, files, counts, problems, totals }: JudgmentReview) {
  const unit = files.every(({ container }) => container === undefined || container === 'jsonl') ? 'line' : 'record'
  return (
    <ProblemTable
      total={countInTheWay(counts)}
      good={status === 'STAGED' ? totals.judgments : null}
      unit={unit}
      problems={problems.map(({ file, line, record, ...row }) => ({
        ...row,
        place: unit === 'line' ? line : record,
        externalId: null,
        source: files.length > 1 ? (files[file]?.name ?? null) : null,
      }))}
      report={`/api/imports/${id}/report.csv`}
    />
  )
}
