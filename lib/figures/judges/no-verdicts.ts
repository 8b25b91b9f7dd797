import { itemsHref } from '@/lib/explorer/item-query'
import { judgeName } from '@/lib/judges/measure-judges'
import type { RaterAnswers } from '@/lib/judges/rated-judges'
import { percent, percentRange, wholeNumber } from '@/lib/numbers/percent'
import { type About, captionOf, withAbout } from '../about'
import { NONE, tableHeads } from '../cells'
import { DOT_WIDTH, type DotPanel, dotWhiskerFigure } from '../drawing/dot-whisker'
import type { FigureContent } from '../figure'
import { ofJudges, ofRatedJudges } from '../figure-kind'

/** How often models gave no verdict. */
export const noVerdicts = ofJudges({ name: 'no-verdicts', title: 'No verdict' }, ({ about, judges }) =>
  noVerdictsFigure(about, judges, 'judgment'),
)

/** The same of ratings. */
export const ratedNoVerdicts = ofRatedJudges({ name: 'rating-no-verdicts', title: 'No rating' }, ({ about, judges }) =>
  noVerdictsFigure(about, judges, 'rating'),
)

/** What is told of a model that compares, and of one that rates. */
type Answers = Omit<RaterAnswers, 'repeats'>

/** What a model did in place of a verdict, in words. */
const OUTCOMES: Readonly<Record<string, string>> = {
  unparsed: 'unparsed',
  refused: 'refused',
  filtered: 'filtered',
  truncated: 'cut off',
  too_long: 'too long to ask',
  no_verdict: 'no verdict',
}

/** “3 unparsed, 2 refused”; a dash where there is nothing. */
export function outcomeWords(outcomes: Readonly<Record<string, number>>): string {
  const named = Object.entries(outcomes).map(([name, n]) => `${wholeNumber(n)} ${OUTCOMES[name] ?? name}`)
  return named.length === 0 ? NONE : named.join(', ')
}

function noVerdictsFigure(
  about: About,
  { habits }: { habits: readonly Answers[] },
  what: 'judgment' | 'rating',
): FigureContent | null {
  const known = habits.filter(({ noVerdict }) => noVerdict !== null)
  if (known.length === 0) return null
  const asked = known.reduce((sum, of) => sum + askedOf(of), 0)
  const caption = captionOf(
    about,
    `Share of what models were asked that they gave no verdict on, in percent; n = ${wholeNumber(asked)} slots, what was asked again is not among them. Of those that were answered every ${what} counts; the others are no ties and no losses.`,
    '95% Wilson intervals. Unparsed: the answer names no one offered option; refused: it says so; filtered: the provider held it back; cut off: it ended before a verdict; too long: the texts do not fit the model.',
  )
  return {
    study: about.study,
    size: DOT_WIDTH + 200,
    draw: (of) =>
      dotWhiskerFigure(
        'Share of slots without a verdict by model, in percent, with 95% intervals',
        [panelOf(about, known)],
        { ...of, notes: [caption] },
      ),
    ...withAbout(about, 'Wilson score interval, 95%, two-sided', habits.map(toRow)),
    table: {
      columns: tableHeads(1, ['Model', 'Asked', 'No verdict, %', 'What it did']),
      rows: known.map((of) => [
        ...[judgeName(of), wholeNumber(askedOf(of)), percent(of.noVerdict?.share ?? 0), outcomeWords(of.outcomes)],
      ]),
    },
    caption,
  }
}

function askedOf({ answered, outcomes }: Answers): number {
  return answered + Object.values(outcomes).reduce((sum, n) => sum + n, 0)
}

function panelOf({ studyId, criterion }: About, known: readonly Answers[]): DotPanel {
  const most = Math.max(0.05, ...known.map(({ noVerdict }) => noVerdict?.interval[1] ?? 0))
  const end = [0.1, 0.25, 0.5, 1].find((one) => most <= one) ?? 1
  return {
    domain: [0, end],
    ticks: [0, end / 2, end].map((at) => ({ at, text: `${percent(at, true)}${at === end / 2 ? '' : '%'}` })),
    ...{ columnTitle: 'No verdict, %', afterTitle: 'What it did' },
    rows: known.flatMap((of) =>
      of.noVerdict
        ? [
            {
              ...{ label: judgeName(of), value: of.noVerdict.share, interval: of.noVerdict.interval },
              ...{ text: percent(of.noVerdict.share), range: percentRange(of.noVerdict.interval) },
              after: outcomeWords(of.outcomes),
              href: itemsHref(studyId, { annotator: of.code, show: 'noverdict', criterion }),
            },
          ]
        : [],
    ),
  }
}

function toRow(of: Answers) {
  const named = Object.keys(OUTCOMES).map((name) => [name, of.outcomes[name] ?? 0])
  return {
    ...{ annotator: of.code, model: judgeName(of), answered: of.answered, ...Object.fromEntries(named) },
    ...{ no_verdict_share: of.noVerdict?.share ?? null },
    ...{ no_verdict_lower: of.noVerdict?.interval[0] ?? null, no_verdict_upper: of.noVerdict?.interval[1] ?? null },
  }
}
