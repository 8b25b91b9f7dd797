import type { Metadata } from 'next'
import { rowWords } from '@/components/study/count-words'
import { Disclosure } from '@/components/ui/disclosure'
import { Section } from '@/components/ui/section'
import { Note, Prose, Standfirst } from '@/components/ui/text'
import { countStudy } from '@/lib/counts/study-counts'
import { FIGURE_COLUMNS, JUDGMENT_COLUMNS, TEXT_COLUMNS } from '@/lib/exports/columns'
import { LATE_COLUMNS } from '@/lib/exports/late-verdicts'
import { NAME_COLUMNS } from '@/lib/exports/name-decisions'
import { PAIR_COLUMNS } from '@/lib/exports/pairs'
import { PreferenceQuery } from '@/lib/exports/preference-query'
import { readProtocolKind } from '@/lib/exports/protocol-kind'
import { readOffered } from '@/lib/exports/read-offered'
import { readTextTerms } from '@/lib/exports/text-terms'
import { readPushes } from '@/lib/formats/hub/request-push'
import { readVisibility } from '@/lib/looks/looks'
import { listSnapshots } from '@/lib/results/snapshots'
import { pageAccess } from '@/lib/server/page'
import { InterimNotice, Withheld } from '../results/withheld'
import { Bundle } from './bundle'
import { ByProgram } from './by-program'
import { Columns } from './columns'
import { Files } from './files'
import { Hub } from './hub'
import { ModelCalls, OtherTools } from './of-models'
import { Texts } from './texts'

export const metadata: Metadata = { title: 'Export' }

export default async function ExportPage({ params, searchParams }: PageProps<'/studies/[studyId]/export'>) {
  const access = await pageAccess((await params).studyId, 'study:export')
  const { studyId } = access
  const results = await pageAccess(studyId, 'study:results')
  const visibility = await readVisibility(access)
  const isHidden = visibility.shown === 'hidden'
  const [counts, protocol, offered, terms, snapshots, pushes] = await Promise.all([
    ...([countStudy(access), readProtocolKind(access), readOffered(access), readTextTerms(access)] as const),
    ...([listSnapshots(results), readPushes(access)] as const),
  ])
  const isRating = protocol === 'RATING'
  const asked = PreferenceQuery.catch({ rows: 'each', by: 'people' }).parse(await searchParams)
  return (
    <>
      <h1>Export</h1>
      <Standfirst>
        Every answer recorded, one row each, with all that the figures are computed from. Annotators appear by their
        codes, never by name or e-mail.
      </Standfirst>
      <Note>
        Opening a CSV in Excel? Take “CSV for Excel”: it is the same file with a mark at its beginning (UTF-8 with BOM),
        without which Excel garbles every letter that is not English. <code>npm run analyze</code> reads both.
      </Note>
      <div className="mt-4">
        <InterimNotice visibility={visibility} />
      </div>
      {isHidden && (
        <>
          <Prose className="mt-4 mb-6">
            Who has the judgments can work out every result, so the files below are given out when results are.
          </Prose>
          <Withheld studyId={studyId} visibility={visibility} />
        </>
      )}
      <Section aria-labelledby="judgments">
        <h2 id="judgments">All judgments</h2>
        {counts.answers > 0 && <p>{rowWords(counts)}</p>}
        {!isHidden && <Files studyId={studyId} names={JUDGMENTS} />}
        <Prose>What each column of each table here holds:</Prose>
        <Files studyId={studyId} names={['codebook.csv']} />
        {!isHidden && (
          <Disclosure label="With prompts and responses" isPlain>
            <Prose>The same with the texts behind, masked as they were shown.</Prose>
            <Files studyId={studyId} names={JUDGMENTS} query="?texts=yes" kind="with texts" />
            <Columns label="Columns of the texts" columns={TEXT_COLUMNS} />
          </Disclosure>
        )}
        <Prose>
          In the order they were stored.{' '}
          {isRating
            ? 'Each row is an answer to one question about one response, that of model_a; where turns are graded, about one turn. Columns of comparisons are empty.'
            : 'Verdicts name systems, not sides: A is always model_a and B model_b, wherever they stood on the screen.'}{' '}
          A verdict that its annotator changed later is kept and marked, with the reason that was given for it. What was
          given back with “cannot judge” has a row without a verdict, with its flag and note, and so has what a model
          was asked without giving one, with its outcome. Reasons and notes are what people wrote: read them before you
          publish the file. A CSV cell that a spreadsheet would run as a formula begins with an apostrophe; JSONL holds
          the text as it is. Where only published counts are known, there is a row for each one counted, and nothing in
          the columns that the publication does not tell.
        </Prose>
        <Columns label="Columns of the judgments" columns={JUDGMENT_COLUMNS} />
      </Section>
      <ByProgram access={access} />
      <Texts studyId={studyId} terms={terms} />
      <Bundle studyId={studyId} snapshots={snapshots} isHidden={isHidden} hasTexts={terms.mayLeave} />
      {!isHidden && snapshots.length > 0 && (
        <Hub studyId={studyId} pushes={pushes} snapshots={snapshots.map(named)} mayTakeTexts={terms.mayLeave} />
      )}
      <Section aria-labelledby="pairs">
        <h2 id="pairs">{isRating ? 'Responses' : 'Pairs'}</h2>
        <Prose>
          What annotators read: prompts and responses, one row an item, with masks where names were masked. They tell of
          no verdict; <code>item</code> is the same number as in the judgments.
        </Prose>
        <Files studyId={studyId} names={['pairs.jsonl', 'pairs.parquet', 'pairs.manifest.json']} />
        <Columns label="Columns of the pairs" columns={PAIR_COLUMNS} />
      </Section>
      <MainFigure studyId={studyId} isRating={isRating} isHidden={isHidden} />
      {offered.calls && <ModelCalls studyId={studyId} isHidden={isHidden} />}
      <OtherTools studyId={studyId} offered={offered} isHidden={isHidden} asked={asked} />
      <Section aria-labelledby="late">
        <h2 id="late">Late verdicts</h2>
        <Prose>
          Given without a connection, and sent when others had judged the same meanwhile or the study was over. No item
          gets a judgment too many, so none of these is counted; nor are they thrown away.
        </Prose>
        {!isHidden && <Files studyId={studyId} names={['late.csv']} />}
        <Columns label="Columns of the late verdicts" columns={LATE_COLUMNS} />
      </Section>
      <Section aria-labelledby="names">
        <h2 id="names">Names in prompts and responses</h2>
        <Prose>
          Every word found that tells of a maker, a model or a system of the study, and what was decided: kept, masked
          in {isRating ? 'the answer' : 'both answers'}, or its items left out.
        </Prose>
        <Files studyId={studyId} names={['names.csv']} />
        <Columns label="Columns of the names" columns={NAME_COLUMNS} />
      </Section>
    </>
  )
}

const named = ({ id, note }: { id: string; note: string }) => ({ id, note })

/** The same rows in each. */
const JUDGMENTS = ['judgments.csv', 'judgments.jsonl', 'judgments.parquet', 'judgments.xlsx']

type FigureProps = { studyId: string; isRating: boolean; isHidden: boolean }

/** The files of the figure that every study of its kind has. */
function MainFigure({ studyId, isRating, isHidden }: FigureProps) {
  return (
    <Section aria-labelledby="figure">
      {isRating ? (
        <>
          <h2 id="figure">Shares of the options</h2>
          <Prose>
            What was said of each system, by group: the drawing, and its numbers unrounded. For each option, by its
            code, its count, its share and 95% limits; then the mean score with its limits by prompt. Every other figure
            has its files beside it.
          </Prose>
          {!isHidden && <Files studyId={studyId} names={['figures/shares.svg', 'figures/shares.csv']} />}
        </>
      ) : (
        <>
          <h2 id="figure">Figure 1</h2>
          <Prose>Win, tie and loss for each group and pair of systems: the drawing, and its numbers unrounded.</Prose>
          {!isHidden && <Files studyId={studyId} names={['figures/figure-1.svg', 'figures/figure-1.csv']} />}
          <Columns label="Columns of the figure’s numbers" columns={FIGURE_COLUMNS} />
        </>
      )}
    </Section>
  )
}
