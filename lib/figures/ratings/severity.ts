import { itemsHref } from '@/lib/explorer/item-query'
import { count } from '@/lib/numbers/count'
import { wholeNumber } from '@/lib/numbers/percent'
import type { Leniency } from '@/lib/ratings/leniency'
import { valueOrNull } from '@/lib/stats/estimate'
import { type About, captionOf, withAbout } from '../about'
import { NONE, tableHeads, withLimits } from '../cells'
import { DOT_WIDTH, type DotPanel, dotWhiskerFigure } from '../drawing/dot-whisker'
import type { FigureContent } from '../figure'
import { ofRatingAnalysis } from '../figure-kind'
import type { Raters } from '../read-ratings'
import { evenAxis } from './differences'
import { noRatingNotes, score, scoreRange } from './rated'

/** Who rates high, and who low. */
export const severity = ofRatingAnalysis({ name: 'severity', title: 'Severity' }, async ({ about, analysis, data }) =>
  severityFigure(about, analysis.annotators, await data.raters()),
)

function severityFigure(about: About, annotators: readonly Leniency[], raters: Raters): FigureContent | null {
  const known = annotators.filter(({ fromOthers }) => fromOthers.defined)
  if (known.length === 0) return null
  const unknown = annotators.filter(({ fromOthers }) => !fromOthers.defined).map(({ code }) => code)
  const ratings = annotators.reduce((sum, one) => sum + one.ratings, 0)
  const caption = captionOf(
    about,
    `How an annotator’s scores lie to those of others: own score less the mean of at least two others on the same response, in answer to “${about.question}”; n = ${count(ratings, 'rating')} by ${count(annotators.length, 'annotator')}, of whose ratings of a response the first counts. Above 0 is lenient, below 0 severe; distance is the mean of the differences without their sign.`,
    ...noRatingNotes(raters),
    'Whiskers: 95% t intervals over responses. Dashed: 0, like the others.',
    unknown.length > 0 && `Without two others on any response: ${unknown.join(', ')}.`,
  )
  return {
    study: about.study,
    size: DOT_WIDTH + 200,
    draw: (of) =>
      dotWhiskerFigure('Own score less others’ by annotator, with 95% intervals', [panelOf(about, known)], {
        ...of,
        notes: [caption],
      }),
    ...withAbout(about, 't interval over responses, 95%', annotators.map(toRow)),
    table: {
      columns: tableHeads(2, ['Code', 'Group', 'Ratings', 'Mean score', 'Less others’', 'Distance', 'Repeats same']),
      rows: annotators.map(({ code, group, ratings: n, mean, fromOthers, distance, repeats }) => [
        ...[code, group, String(n), mean === null ? NONE : score(mean)],
        printed(fromOthers),
        printed(distance),
        repeatWords(repeats),
      ]),
    },
    caption,
  }
}

/** “8 of 10”: how many of the responses that came again got the same option; a dash where none did. */
export function repeatWords({ rated, same }: Leniency['repeats']): string {
  return rated === 0 ? NONE : `${wholeNumber(same)} of ${wholeNumber(rated)}`
}

function printed(of: Leniency['distance']): string {
  const value = valueOrNull(of)
  return value ? withLimits(score(value.mean), scoreRange(value.interval)) : NONE
}

function panelOf({ studyId, criterion }: About, known: readonly Leniency[]): DotPanel {
  const values = known.flatMap(({ fromOthers }) => {
    const of = valueOrNull(fromOthers)
    return of ? [of.mean, ...(of.interval ?? [])] : []
  })
  const several = new Set(known.map(({ group }) => group)).size > 1
  return {
    ...evenAxis(values),
    reference: 0,
    columnTitle: 'Less others’',
    afterTitle: 'Distance',
    rows: known.flatMap(({ code, group, fromOthers, distance }) => {
      const [of, apart] = [valueOrNull(fromOthers), valueOrNull(distance)]
      if (!of) return []
      return [
        {
          label: several ? `${code} ${group}` : code,
          ...{ value: of.mean, interval: of.interval, text: score(of.mean), range: scoreRange(of.interval) },
          after: apart ? score(apart.mean) : NONE,
          href: itemsHref(studyId, { annotator: code, show: 'panel', criterion }),
        },
      ]
    }),
  }
}

function toRow({ code, group, simulated, ratings, mean, fromOthers, distance, repeats }: Leniency) {
  const [of, apart] = [valueOrNull(fromOthers), valueOrNull(distance)]
  return {
    ...{ annotator: code, group, simulated, ratings, mean },
    ...{ responses: of?.items ?? 0, less_others: of?.mean ?? null },
    less_others_lower: of?.interval?.[0] ?? null,
    less_others_upper: of?.interval?.[1] ?? null,
    distance: apart?.mean ?? null,
    distance_lower: apart?.interval?.[0] ?? null,
    distance_upper: apart?.interval?.[1] ?? null,
    ...{ repeats: repeats.rated, repeats_same: repeats.same },
  }
}
