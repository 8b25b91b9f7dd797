import { itemsHref } from '@/lib/explorer/item-query'
import { judgeName } from '@/lib/judges/measure-judges'
import type { Parity, ParityFinding } from '@/lib/judges/parity'
import type { RatedJudges } from '@/lib/judges/rated-judges'
import { count } from '@/lib/numbers/count'
import { percent } from '@/lib/numbers/percent'
import { type Estimate, valueOrNull } from '@/lib/stats/estimate'
import type { Interval } from '@/lib/stats/interval'
import { type About, captionOf, withAbout } from '../about'
import { limits, NONE, signed, tableHeads, withLimits } from '../cells'
import { DOT_WIDTH, type DotPanel, dotWhiskerFigure } from '../drawing/dot-whisker'
import type { FigureContent } from '../figure'
import { ofJudges, ofRatedJudges } from '../figure-kind'
import { evenAxis } from '../ratings/differences'

/** Whether models agree with people as people agree with each other. */
export const parity = ofJudges({ name: 'parity', title: 'Parity with people' }, ({ about, judges }) =>
  parityFigure(about, judges, OF_PAIRS),
)

/** The same of ratings, which have one order. */
export const ratedParity = ofRatedJudges({ name: 'rating-parity', title: 'Parity with people' }, ({ about, judges }) =>
  parityFigure(about, judges, OF_RATINGS),
)

/** What the interval says of the margin, in a word or two. */
export const FINDINGS: Record<ParityFinding, string> = {
  equivalent: 'equivalent',
  'not-worse': 'not worse',
  worse: 'worse',
  open: 'left open',
}

const ORDERS = [
  ['averaged', 'Orders averaged'],
  ['oneOrder', 'One order, as people see it'],
] as const

const OF_PAIRS = {
  orders: ORDERS,
  agreement: 'Tie-discounted agreement',
  what: 'verdicts on an item',
  which:
    'Above: a model’s verdicts in both orders averaged; below: the first of them alone, since people see one order.',
} as const

const OF_RATINGS = {
  orders: [ORDERS[1]],
  agreement: 'Agreement on the ordered scale (1 for the same option, 0 for its two ends)',
  what: 'ratings of a response',
  which: '',
} as const

type Kind = typeof OF_PAIRS | typeof OF_RATINGS

type Line = { code: string; name: string; orders: (typeof ORDERS)[number]; found: Estimate<Parity> }

const points = (share: number) => signed(100 * share, 1)

function parityFigure(
  about: About,
  { worth, margin }: Pick<RatedJudges, 'worth' | 'margin'>,
  { orders: shown, agreement, what, which }: Kind,
): FigureContent | null {
  const lines = worth.flatMap((one) =>
    shown.map((orders): Line => ({ code: one.code, name: judgeName(one), orders, found: one.parity[orders[0]] })),
  )
  const known = lines.filter(({ found }) => found.defined)
  if (known.length === 0) return null
  const items = Math.max(...known.map(({ found }) => valueOrNull(found)?.items ?? 0))
  const within = `± ${percent(margin, true)}`
  const caption = captionOf(
    about,
    `${agreement} of a model with people less that of people with each other on the same items, in percentage points, in answer to “${about.question}”; n = ${count(items, 'item')} judged by a model and at least two people, of whose ${what} the first counts.`,
    which,
    `Whiskers: 90% percentile intervals, prompts drawn anew 1,000 times and both agreements taken anew; none where all prompts say the same (95% ones in the CSV). Dashed: as people. Grey: the margin of ${within} points. Equivalent: the interval lies within the margin; not worse: it lies above the lower end.`,
  )
  return {
    study: about.study,
    size: DOT_WIDTH + 200,
    draw: (of) =>
      dotWhiskerFigure(
        'Agreement of models with people less that of people with each other, in percentage points, with 90% intervals',
        shown.map(([name, title]) =>
          panelOf(
            about,
            { ...(shown.length > 1 && { title }), margin, all: known },
            known.filter((line) => line.orders[0] === name),
          ),
        ),
        { ...of, notes: [caption] },
      ),
    ...withAbout(
      about,
      'percentile interval, prompts drawn anew; p of two one-sided t-tests clustered by prompt',
      lines.map((line) => ({ ...toRow(line), margin })),
    ),
    table: {
      columns: tableHeads(2, [
        'Model',
        'Orders',
        'With people, %',
        'People, %',
        'Difference (90%)',
        'Items',
        'Finding',
      ]),
      rows: lines.map(({ name, orders: [, title], found }) => {
        const value = valueOrNull(found)
        if (!value) return [name, title, NONE, NONE, NONE, '0', NONE]
        const { judgeHuman, humanHuman, difference, interval90, items: n, finding } = value
        const apart = withLimits(points(difference), limits(interval90, points))
        return [name, title, percent(judgeHuman), percent(humanHuman), apart, String(n), FINDINGS[finding]]
      }),
    },
    caption,
  }
}

function panelOf(
  { studyId, criterion }: About,
  { title, margin, all }: { title?: string; margin: number; all: readonly Line[] },
  lines: readonly Line[],
): DotPanel {
  // One axis for all panels: they are there to be compared.
  const values = all.flatMap(({ found }) => {
    const value = valueOrNull(found)
    return value ? [value.difference, ...(value.interval90 ?? [])] : []
  })
  const bounds: Interval = [-margin, margin]
  const { domain, ticks } = evenAxis([...values, ...bounds].map((value) => 100 * value))
  return {
    ...(title !== undefined && { title }),
    domain: [domain[0] / 100, domain[1] / 100],
    ticks: ticks.map(({ at, text }) => ({ at: at / 100, text })),
    ...{ reference: 0, bounds, columnTitle: 'Difference, points', afterTitle: 'Within the margin' },
    rows: lines.flatMap(({ code, name, found }) => {
      const value = valueOrNull(found)
      if (!value) return []
      return [
        {
          ...{ label: name, value: value.difference, interval: value.interval90 },
          ...{ text: points(value.difference), range: limits(value.interval90, points) },
          after: FINDINGS[value.finding],
          href: itemsHref(studyId, { ...(code !== '' && { annotator: code }), show: 'panel', criterion }),
        },
      ]
    }),
  }
}

function toRow({ code, name, orders: [orders], found }: Line) {
  const value = valueOrNull(found)
  return {
    ...{ annotator: code, model: name, orders: orders === 'averaged' ? 'averaged' : 'one' },
    ...{ with_people: value?.judgeHuman ?? null, people: value?.humanHuman ?? null },
    ...{ difference: value?.difference ?? null },
    ...{ lower_90: value?.interval90?.[0] ?? null, upper_90: value?.interval90?.[1] ?? null },
    ...{ lower_95: value?.interval95?.[0] ?? null, upper_95: value?.interval95?.[1] ?? null },
    ...{ p: value?.p ?? null, finding: value?.finding ?? null, items: value?.items ?? 0, prompts: value?.prompts ?? 0 },
    ...{ pairs_with_people: value?.judgeHumanPairs ?? 0, pairs_of_people: value?.humanHumanPairs ?? 0 },
  }
}
