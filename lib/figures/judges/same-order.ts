import { itemsHref } from '@/lib/explorer/item-query'
import { judgeName } from '@/lib/judges/measure-judges'
import type { RatedJudges, RaterWorth } from '@/lib/judges/rated-judges'
import type { Correlation } from '@/lib/judges/same-order'
import { wholeNumber } from '@/lib/numbers/percent'
import { valueOrNull } from '@/lib/stats/estimate'
import { type About, captionOf, withAbout } from '../about'
import { limits, NONE, signed, tableHeads, withLimits } from '../cells'
import { DOT_WIDTH, type DotPanel, dotWhiskerFigure } from '../drawing/dot-whisker'
import type { FigureContent } from '../figure'
import { ofJudges, ofRatedJudges } from '../figure-kind'

/** Whether models put the systems in the order in which people put them. */
export const sameOrder = ofJudges({ name: 'same-order', title: 'Order of the systems' }, ({ about, judges }) =>
  sameOrderFigure(about, judges, OF_PAIRS),
)

/** The same of ratings. */
export const ratedSameOrder = ofRatedJudges(
  { name: 'rating-same-order', title: 'Order of the systems' },
  ({ about, judges }) => sameOrderFigure(about, judges, OF_RATINGS),
)

const OF_PAIRS = {
  items: 'items that both judged',
  counted: 'Ties count half; a model’s orders are averaged, of people every judgment counts.',
} as const
const OF_RATINGS = {
  items: 'responses that both rated',
  counted: 'Scores are means on the scale of the options; of each annotator’s ratings of a response the first counts.',
} as const

const two = (value: number) => signed(value, 2)

function sameOrderFigure(
  about: About,
  { worth }: Pick<RatedJudges, 'worth'>,
  { items: both, counted }: typeof OF_PAIRS | typeof OF_RATINGS,
): FigureContent | null {
  const known = worth.filter(({ sameOrder: of }) => of.kendall.defined)
  if (known.length === 0) return null
  const systems = Math.max(...known.map(({ sameOrder: of }) => of.systems.filter((one) => one.judge !== null).length))
  const items = Math.max(...known.map(({ sameOrder: of }) => of.items))
  const caption = captionOf(
    about,
    `Kendall’s τ-b of the systems’ scores by a model and by people, in answer to “${about.question}”: 1 is the same order, −1 the reverse; n = ${wholeNumber(systems)} systems on at most ${wholeNumber(items)} ${both}. ${counted}`,
    'Whiskers: 95% percentile intervals, prompts drawn anew 1,000 times. Few systems give few values: then the scores, in the CSV, say more.',
  )
  return {
    study: about.study,
    size: DOT_WIDTH + 200,
    draw: (of) =>
      dotWhiskerFigure(
        'Rank correlation of the systems by models and by people, with 95% intervals',
        [panelOf(about, known)],
        { ...of, notes: [caption] },
      ),
    ...withAbout(about, 'percentile interval, 95%, prompts drawn anew', worth.flatMap(toRows)),
    table: {
      columns: tableHeads(1, ['Model', 'Items', 'Kendall', 'Spearman', 'Pearson']),
      rows: worth.map((one) => [
        ...[judgeName(one), wholeNumber(one.sameOrder.items)],
        ...[one.sameOrder.kendall, one.sameOrder.spearman, one.sameOrder.pearson].map(printed),
      ]),
    },
    caption,
  }
}

function printed(of: Correlation): string {
  const found = valueOrNull(of)
  return found ? withLimits(two(found.value), limits(found.interval, two)) : NONE
}

function panelOf({ studyId, criterion }: About, known: readonly RaterWorth[]): DotPanel {
  return {
    domain: [-1, 1],
    ticks: [-1, -0.5, 0, 0.5, 1].map((at) => ({ at, text: at === 0 ? '0' : two(at) })),
    ...{ reference: 0, columnTitle: 'Kendall’s τ-b', afterTitle: 'Spearman’s ρ' },
    rows: known.flatMap((one) => {
      const found = valueOrNull(one.sameOrder.kendall)
      if (!found) return []
      return [
        {
          ...{ label: judgeName(one), value: found.value, interval: found.interval },
          ...{ text: two(found.value), range: limits(found.interval, two), after: printed(one.sameOrder.spearman) },
          href: itemsHref(studyId, { ...(one.code !== '' && { annotator: one.code }), show: 'met', criterion }),
        },
      ]
    }),
  }
}

/** A row for each system, with the correlations of all. */
function toRows(one: RaterWorth) {
  const { kendall, spearman, pearson, items, systems } = one.sameOrder
  const columns = (of: Correlation, name: string) => {
    const found = valueOrNull(of)
    return {
      [name]: found?.value ?? null,
      [`${name}_lower`]: found?.interval?.[0] ?? null,
      [`${name}_upper`]: found?.interval?.[1] ?? null,
    }
  }
  return systems.map(({ system, judge, human }) => ({
    ...{ annotator: one.code, model: judgeName(one), items, system, score: judge, score_by_people: human },
    ...{ ...columns(kendall, 'kendall'), ...columns(spearman, 'spearman'), ...columns(pearson, 'pearson') },
  }))
}
