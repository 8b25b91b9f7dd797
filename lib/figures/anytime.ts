import type { AnytimeRow } from '@/lib/analysis/anytime'
import { rowHref } from '@/lib/explorer/item-query'
import { percent, percentRange, wholeNumber } from '@/lib/numbers/percent'
import { sizes } from '@/lib/numbers/sample-sizes'
import { type About, aboutCounts, captionOf, withAbout } from './about'
import { tableHeads, withLimits } from './cells'
import { DOT_WIDTH, type DotPanel, dotWhiskerFigure } from './drawing/dot-whisker'
import type { FigureContent } from './figure'
import { ofCounts } from './figure-kind'
import type { FigureCounts } from './read-counts'

const METHOD = 'hedged-betting confidence sequence, 95%'

/** When even was first excluded, in words. */
function exclusionWords({ excludedAt }: Pick<AnytimeRow, 'excludedAt'>): string {
  return excludedAt === null ? 'not excluded yet' : `excluded at prompt ${wholeNumber(excludedAt)}`
}

/** Scores that may be looked at any time. */
export const anytime = ofCounts({ name: 'anytime', title: 'Scores at any time' }, async (counts, data) =>
  anytimeFigure(data.studyId, counts, await data.anytime()),
)

/** Scores whose intervals hold at any look; null where there is no judgment. */
function anytimeFigure(
  studyId: string,
  figure: Pick<FigureCounts, 'result' | 'open'>,
  rows: readonly AnytimeRow[],
): FigureContent | null {
  if (rows.length === 0) return null
  const about = { ...aboutCounts(studyId, figure), rule: 'earliest' }
  const of = figure.result.study.focal?.name
  const caption = captionOf(
    about,
    `Score of ${of ?? 'the system named first'} with ties as half, in answer to “${about.question}”, on each prompt’s first judgment by the group alone, for only what comes unforeseen may be looked at any time: where prompts have several judgments, the score is another than that of all; n ${sizes(rows.map((row) => row.prompts))} prompts a row.`,
    'Whiskers: 95% hedged-betting confidence sequence, which holds at all looks at once, so that the study may stop once it excludes one half (dashed).',
  )
  const data = rows.map(({ group, reference, other, prompts: n, score, interval, excludedAt }) => ({
    ...{ group, system: reference, against: other, prompts: n, score },
    ...{ score_lower: interval[0], score_upper: interval[1], even_excluded_at: excludedAt },
  }))
  return {
    study: about.study,
    size: DOT_WIDTH + 200,
    draw: (of) =>
      dotWhiskerFigure('Scores with intervals that hold at any look', panelsOf(about, rows), {
        ...of,
        notes: [caption],
      }),
    ...withAbout(about, METHOD, data),
    table: {
      over: 2,
      columns: tableHeads(3, ['Group', 'System', 'Against', 'Prompts', 'Score, %', 'Even']),
      rows: rows.map((row) => [
        ...[row.group, row.reference, row.other, String(row.prompts)],
        ...[withLimits(percent(row.score), percentRange(row.interval)), exclusionWords(row)],
      ]),
    },
    caption,
  }
}

function panelsOf({ studyId, criterion }: About, rows: readonly AnytimeRow[]): DotPanel[] {
  const one = new Set(rows.map(({ reference }) => reference)).size === 1
  return [...new Set(rows.map(({ group }) => group))].map((group) => ({
    title: group,
    domain: [0, 1],
    ticks: [0, 0.25, 0.5, 0.75, 1].map((at) => ({ at, text: `${100 * at}${at === 0 || at === 1 ? '%' : ''}` })),
    reference: 0.5,
    columnTitle: 'Score, %',
    afterTitle: 'Even',
    rows: rows
      .filter((row) => row.group === group)
      .map((row) => ({
        label: one ? `against ${row.other}` : ([row.reference, row.other] as const),
        value: row.score,
        interval: row.interval,
        text: percent(row.score),
        range: percentRange(row.interval),
        after: exclusionWords(row),
        href: rowHref(studyId, row, { criterion }),
      })),
  }))
}
