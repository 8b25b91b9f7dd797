import { itemsHref } from '@/lib/explorer/item-query'
import { judgeName } from '@/lib/judges/measure-judges'
import type { RatedJudges, RaterWorth } from '@/lib/judges/rated-judges'
import { LEAST_ITEMS, type Replacing } from '@/lib/judges/replacing'
import { count } from '@/lib/numbers/count'
import { percent } from '@/lib/numbers/percent'
import { type About, captionOf, withAbout } from '../about'
import { NONE, tableHeads } from '../cells'
import { DOT_WIDTH, type DotPanel, dotWhiskerFigure } from '../drawing/dot-whisker'
import type { FigureContent } from '../figure'
import { ofJudges, ofRatedJudges } from '../figure-kind'

/** Whether a model may take the place of one of the people. */
export const replacing = ofJudges({ name: 'replacing', title: 'In place of a person' }, ({ about, judges }) =>
  replacingFigure(about, judges, OF_PAIRS),
)

/** The same of ratings. */
export const ratedReplacing = ofRatedJudges(
  { name: 'rating-replacing', title: 'In place of a person' },
  ({ about, judges }) => replacingFigure(about, judges, OF_RATINGS),
)

const OF_PAIRS = {
  item: 'item',
  verdict: 'verdict',
  nearness: 'tie-discounted; of an annotator’s verdicts on an item the first counts',
} as const
const OF_RATINGS = {
  item: 'response',
  verdict: 'rating',
  nearness:
    'on the ordered scale, 1 for the same option, 0 for its two ends; of an annotator’s ratings of a response the first counts',
} as const

/** The shares at an ε, in words: “3 of 4 at ε .1”. */
function replacedWords({ epsilon, people, winningRate }: Replacing): string {
  const replaceable = people.filter((one) => one.replaceable).length
  return winningRate === null ? NONE : `${replaceable} of ${people.length} at ε ${String(epsilon).slice(1)}`
}

function replacingFigure(
  about: About,
  { worth }: Pick<RatedJudges, 'worth'>,
  { item, verdict, nearness }: typeof OF_PAIRS | typeof OF_RATINGS,
): FigureContent | null {
  const tested = worth.filter((one) => one.replacing.some(({ advantage }) => advantage !== null))
  if (tested.length === 0) return null
  const people = Math.max(...tested.flatMap((one) => one.replacing.map((of) => of.people.length)))
  const caption = captionOf(
    about,
    `Alternative annotator test in answer to “${about.question}”: each person in turn is set aside, and on each ${item} the model’s ${verdict} and theirs are compared by how near they come to those of the others (${nearness}); n = ${count(people, 'person', 'people')} with at least ${LEAST_ITEMS} such ${item}s.`,
    `● ρ: how often the model comes at least as near. ω, beside it: the share of people whom the model may replace at ε = .2, .15 and .1, by one-sided t-tests over ${item}s after Benjamini and Yekutieli at 5%, that is with 95% confidence; ω of one half or more is the test’s yes. ε is what a person is worth over a model: .2 for experts, .1 for a crowd. They are taken for independent, as in the paper (Calderon, Reichart & Dror 2025).`,
  )
  return {
    study: about.study,
    size: DOT_WIDTH + 200,
    draw: (of) =>
      dotWhiskerFigure(
        'How often a model comes at least as near to other people as a person does, in percent',
        [panelOf(about, tested)],
        { ...of, notes: [caption] },
      ),
    ...withAbout(
      about,
      'one-sided t-test over items, after Benjamini and Yekutieli at 5%',
      worth.flatMap((one) => one.replacing.flatMap((of) => toRows(one, of))),
    ),
    table: {
      columns: tableHeads(1, ['Model', 'ρ, %', 'ω at .2', 'ω at .15', 'ω at .1']),
      rows: worth.map((one) => [
        judgeName(one),
        advantageOf(one) === null ? NONE : percent(advantageOf(one) as number),
        ...one.replacing.map(replacedWords),
      ]),
    },
    caption,
  }
}

/** ρ does not depend on ε. */
function advantageOf({ replacing: of }: RaterWorth): number | null {
  return of[0]?.advantage ?? null
}

function panelOf({ studyId, criterion }: About, tested: readonly RaterWorth[]): DotPanel {
  return {
    domain: [0, 1],
    ticks: [0, 0.25, 0.5, 0.75, 1].map((at) => ({ at, text: `${100 * at}${at === 0 || at === 1 ? '%' : ''}` })),
    ...{ reference: 0.5, columnTitle: 'ρ, %', afterTitle: 'ω' },
    rows: tested.flatMap((one) => {
      const value = advantageOf(one)
      if (value === null) return []
      return [
        {
          ...{ label: judgeName(one), value, interval: null, text: percent(value), range: '' },
          after: replacedWords(one.replacing.at(-1) as Replacing),
          href: itemsHref(studyId, { ...(one.code !== '' && { annotator: one.code }), show: 'panel', criterion }),
        },
      ]
    }),
  }
}

/** A row for each person; one without a person where nobody was tested. */
function toRows(one: RaterWorth, { epsilon, winningRate, advantage, people }: Replacing) {
  const about = { annotator: one.code, model: judgeName(one), epsilon, winning_rate: winningRate, advantage }
  const nobody = { code: null, items: null, judge: null, human: null, p: null, replaceable: null }
  return (people.length === 0 ? [nobody] : people).map(({ code, items, judge, human, p, replaceable }) => ({
    ...{ ...about, person: code, items, model_as_near: judge, person_as_near: human, p_adjusted: p, replaceable },
  }))
}
