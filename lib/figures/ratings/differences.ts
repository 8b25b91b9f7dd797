import { itemsHref } from '@/lib/explorer/item-query'
import { pValue } from '@/lib/numbers/p-value'
import { percent, percentRange } from '@/lib/numbers/percent'
import { sizes } from '@/lib/numbers/sample-sizes'
import type { RatedGroup } from '@/lib/ratings/analyse-ratings'
import type { RatedPair } from '@/lib/ratings/pairs'
import { valueOrNull } from '@/lib/stats/estimate'
import { type About, captionOf, withAbout } from '../about'
import { NONE, tableHeads, withLimits } from '../cells'
import { DOT_WIDTH, type DotPanel, dotWhiskerFigure } from '../drawing/dot-whisker'
import type { FigureContent } from '../figure'
import { ofRatingAnalysis } from '../figure-kind'
import type { Raters } from '../read-ratings'
import { isShown, noRatingNotes, score, scoreRange } from './rated'

/** More rows are a picture that nobody reads: the numbers have them all. */
const MOST_DRAWN = 60

/** Every two systems, prompt by prompt. */
export const differences = ofRatingAnalysis(
  { name: 'differences', title: 'Differences of systems' },
  async ({ about, analysis, data }) => {
    const groups = shownGroups(analysis.groups, (group) => isShown(data.query, group))
    return differencesFigure(about, groups, await data.raters())
  },
)

/** Where there are several groups, each by itself: all together would mix people with models. */
export function shownGroups(groups: readonly RatedGroup[], isWanted: (group: string | null) => boolean): RatedGroup[] {
  return groups.filter(({ group, ratings }) => group !== null && ratings > 0 && isWanted(group))
}

/** A group's difference of two systems, as far as some prompt has ratings of both. */
export function definedPairs({ pairs }: RatedGroup): RatedPair[] {
  return pairs.filter(({ difference }) => difference.defined)
}

function differencesFigure(about: About, groups: readonly RatedGroup[], raters: Raters): FigureContent | null {
  const shown = groups.map((group) => ({ group: group.group ?? '', pairs: definedPairs(group) }))
  const all = shown.flatMap(({ pairs }) => pairs)
  if (all.length === 0) return null
  const drawn = shown.reduce((sum, { pairs }) => sum + Math.min(MOST_DRAWN, pairs.length), 0)
  const caption = captionOf(
    about,
    `Mean score of the first system less that of the second, on the prompts with ratings of both, in answer to “${about.question}”; n ${sizes(all.map(({ difference }) => valueOrNull(difference)?.n ?? 0))} prompts a row; every rating counts, a prompt once, by the mean of its ratings.`,
    ...noRatingNotes(raters),
    'Whiskers: 95% t intervals over prompts. p: t-test of the differences, after Holm over all pairs of a group. Dashed: 0, no difference.',
    drawn < all.length && `Drawn are the first ${MOST_DRAWN} pairs of a group; the CSV has them all.`,
  )
  return {
    study: about.study,
    size: DOT_WIDTH + 200,
    draw: (of) =>
      dotWhiskerFigure(
        'Differences of mean scores by pair of systems, with 95% intervals',
        shown.flatMap(({ group, pairs }) => (pairs.length > 0 ? [panelOf(about, group, pairs)] : [])),
        { ...of, notes: [caption] },
      ),
    ...withAbout(
      about,
      't interval over prompts, 95%; p: t-test, Wilcoxon’s signed ranks (exact up to 50 prompts); Holm over the pairs of a group',
      shown.flatMap(({ group, pairs }) => pairs.map((pair) => toRow(group, pair))),
    ),
    table: {
      over: 1,
      columns: tableHeads(3, ['Group', 'System', 'Against', 'Prompts', 'Difference', 'p (Holm)', 'Superiority, %']),
      rows: shown.flatMap(({ group, pairs }) =>
        pairs.map(({ systems, difference, superiority, holm }) => {
          const [mean, better] = [valueOrNull(difference), valueOrNull(superiority)]
          return [
            ...[group, ...systems, String(mean?.n ?? 0)],
            mean ? withLimits(score(mean.mean), scoreRange(mean.interval)) : NONE,
            holm.difference === null ? NONE : pValue(holm.difference),
            better ? withLimits(percent(better.mean), better.interval ? percentRange(better.interval) : '') : NONE,
          ]
        }),
      ),
    },
    caption,
  }
}

/** Where the ratings behind a difference are: on prompts that both systems were rated on. */
export function pairHref(studyId: string, group: string, [system, against]: RatedPair['systems'], criterion: number) {
  return itemsHref(studyId, { system, against, group, show: 'counted', criterion })
}

function panelOf({ studyId, criterion }: About, group: string, pairs: readonly RatedPair[]): DotPanel {
  const drawn = pairs.slice(0, MOST_DRAWN)
  const values = drawn.flatMap(({ difference }) => {
    const mean = valueOrNull(difference)
    return mean ? [mean.mean, ...(mean.interval ?? [])] : []
  })
  return {
    title: group,
    ...evenAxis(values),
    reference: 0,
    columnTitle: 'Difference',
    afterTitle: 'p (Holm)',
    rows: drawn.flatMap(({ systems, difference, holm }) => {
      const mean = valueOrNull(difference)
      if (!mean) return []
      return [
        {
          ...{ label: systems, value: mean.mean, interval: mean.interval },
          ...{ text: score(mean.mean), range: scoreRange(mean.interval) },
          after: holm.difference === null ? 'not defined' : pValue(holm.difference),
          href: pairHref(studyId, group, systems, criterion),
        },
      ]
    }),
  }
}

/** Zero in the middle, so that no direction looks preferred because of the axis. */
export function evenAxis(values: readonly number[]): { domain: [number, number]; ticks: DotPanel['ticks'] } {
  const most = Math.max(0.05, ...values.map(Math.abs))
  const step = [0.02, 0.05, 0.1, 0.25, 0.5, 1, 2, 5, 10, 25, 50, 100, 250].find((size) => most / size <= 3) ?? most
  const steps = Math.max(1, Math.ceil(most / step - 1e-9))
  const digits = step < 0.1 || step === 0.25 ? 2 : step < 1 ? 1 : 0
  const ticks = Array.from({ length: 2 * steps + 1 }, (_, k) => (k - steps) * step)
  return {
    domain: [-steps * step, steps * step],
    ticks: ticks.map((at) => ({ at, text: at < 0 ? `−${(-at).toFixed(digits)}` : at.toFixed(digits) })),
  }
}

function toRow(
  group: string,
  { systems: [system, against], difference, superiority, ranks, majorities, holm }: RatedPair,
) {
  const [mean, better, signed] = [valueOrNull(difference), valueOrNull(superiority), valueOrNull(ranks)]
  return {
    ...{ group, system, against, prompts: mean?.n ?? 0 },
    ...{ difference: mean?.mean ?? null, difference_se: mean?.se ?? null },
    difference_lower: mean?.interval?.[0] ?? null,
    difference_upper: mean?.interval?.[1] ?? null,
    ...{ p: mean?.p ?? null, p_holm: holm.difference },
    superiority: better?.mean ?? null,
    superiority_lower: better?.interval?.[0] ?? null,
    superiority_upper: better?.interval?.[1] ?? null,
    ...{ ranks_p: signed ? (signed.exact ?? signed.normal) : null, ranks_p_holm: holm.ranks },
    majorities_p: majorities?.p ?? null,
  }
}
