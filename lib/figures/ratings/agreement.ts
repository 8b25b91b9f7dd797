import { itemsHref } from '@/lib/explorer/item-query'
import { wholeNumber } from '@/lib/numbers/percent'
import { AGREEMENT_ROUNDS, MEASURES, type Measure, type RatingAgreement } from '@/lib/ratings/agreement'
import type { RatedGroup } from '@/lib/ratings/analyse-ratings'
import { type About, captionOf, withAbout } from '../about'
import { NONE, tableHeads, withLimits } from '../cells'
import { DOT_WIDTH, type DotPanel, dotWhiskerFigure } from '../drawing/dot-whisker'
import type { FigureContent } from '../figure'
import { ofRatingAnalysis } from '../figure-kind'
import type { Raters } from '../read-ratings'
import { noRatingNotes, score, scoreRange } from './rated'

const NAMES = Object.keys(MEASURES) as Measure[]

/** How far annotators agree on an ordered scale. */
export const ratingAgreement = ofRatingAnalysis(
  { name: 'rating-agreement', title: 'Agreement' },
  async ({ about, analysis, data }) => agreementFigure(about, analysis.groups, await data.raters()),
)

/** Of whom agreement is: everybody, or one group. */
export function ofWhom(group: string | null): string {
  return group ?? 'All groups together'
}

function agreementFigure(about: About, groups: readonly RatedGroup[], raters: Raters): FigureContent | null {
  const shown = groups.filter(({ agreement }) => agreement.pairs > 0)
  if (shown.length === 0) return null
  const pairs = shown[0]?.agreement.pairs ?? 0
  const caption = captionOf(
    about,
    `Agreement of annotators about the same ${'response or turn'}, in answer to “${about.question}”; n = ${wholeNumber(pairs)} pairs of ratings on ${wholeNumber(shown[0]?.agreement.items ?? 0)} responses or turns that two or more rated; of an annotator’s ratings the first counts. κ is Conger’s, for many annotators; α Krippendorff’s; AC1 and AC2 Gwet’s; weights are of the options’ order, α interval and distance of their scores.`,
    ...noRatingNotes(raters),
    `Whiskers: 95%; exact agreement and distance: t intervals clustered by prompt; α: percentile intervals of ${wholeNumber(AGREEMENT_ROUNDS)} bootstrap rounds over prompts; AC1 and AC2: Gwet’s standard errors; ICC: F intervals; κ: none. ICC is of complete panels only. Dashed: 0, for coefficients as by chance.`,
    ...undefinedNotes(shown),
  )
  return {
    study: about.study,
    size: DOT_WIDTH,
    draw: (of) =>
      dotWhiskerFigure(
        'Agreement of annotators by several measures, with 95% intervals',
        shown.map((one) => panelOf(about, one)),
        { ...of, notes: [caption] },
      ),
    ...withAbout(
      about,
      't intervals clustered by prompt, bootstrap over prompts, Gwet’s standard errors or F intervals, 95%',
      shown.flatMap(({ group, agreement }) => NAMES.map((name) => toRow(group, agreement, name))),
    ),
    table: {
      over: 1,
      columns: tableHeads(2, ['Of', 'Measure', 'Value']),
      rows: shown.flatMap(({ group, agreement }) =>
        NAMES.map((name) => {
          const of = agreement.measures[name]
          const value = of.defined ? withLimits(score(of.value.value), scoreRange(of.value.interval)) : NONE
          return [ofWhom(group), MEASURES[name], value]
        }),
      ),
    },
    caption,
  }
}

/** Why some are not there, once for each reason. */
function undefinedNotes(groups: readonly RatedGroup[]): string[] {
  const byReason = new Map<string, Set<string>>()
  for (const { agreement } of groups)
    for (const name of NAMES) {
      const of = agreement.measures[name]
      if (of.defined) continue
      byReason.set(of.reason, (byReason.get(of.reason) ?? new Set()).add(MEASURES[name]))
    }
  return [...byReason].map(([reason, names]) => `Not defined (${[...names].join('; ')}): ${reason}`)
}

/** The distance has the unit of the scores, and stands apart from what lies between −1 and 1. */
function panelOf({ studyId, criterion }: About, { group, agreement }: RatedGroup): DotPanel {
  const href = itemsHref(studyId, { ...(group !== null && { group }), show: 'met', criterion })
  const drawn = NAMES.filter((name) => name !== 'distance').flatMap((name) => {
    const of = agreement.measures[name]
    return of.defined ? [{ name, ...of.value }] : []
  })
  const least = Math.min(0, ...drawn.flatMap(({ value, interval }) => [value, ...(interval ?? [])]))
  const low = least >= -0.001 ? 0 : least >= -0.5 ? -0.5 : -1
  const ticks = [-1, -0.5, 0, 0.25, 0.5, 0.75, 1].filter((at) => at >= low)
  return {
    title: ofWhom(group),
    domain: [low, 1],
    ticks: ticks.map((at) => ({ at, text: at < 0 ? `−${-at}` : String(at) })),
    reference: 0,
    columnTitle: 'Value',
    rows: drawn.map(({ name, value, interval }) => ({
      ...{ label: MEASURES[name], value, interval, text: score(value), range: scoreRange(interval), href },
    })),
  }
}

function toRow(group: string | null, { items, pairs, measures }: RatingAgreement, name: Measure) {
  const of = measures[name]
  return {
    ...{ group: ofWhom(group), what: name, items, pairs },
    value: of.defined ? of.value.value : null,
    lower: of.defined ? (of.value.interval?.[0] ?? null) : null,
    upper: of.defined ? (of.value.interval?.[1] ?? null) : null,
    not_defined: of.defined ? null : of.reason,
  }
}
