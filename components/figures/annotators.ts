import type { AnnotatorRow } from '@/lib/analysis/deep/annotators'
import { itemsHref } from '@/lib/analysis/item-query'
import type { FigureSource } from '@/lib/exports/figure-source'
import type { Interval } from '@/lib/stats/interval'
import { percent, percentRange, wholeNumber } from '../charts/percent'
import { type StripCell, stripTable } from '../charts/strip-table'
import { count } from '../ui/count'
import { type About, captionOf, withAbout } from './about'
import { NONE, tableHeads, withLimits } from './cells'

const WIDTH = 1120

/** How each annotator judges beside the others: agreement with the plurality, side, ties. */
export function annotatorsSource(about: About, annotators: readonly AnnotatorRow[]): FigureSource | null {
  if (annotators.length === 0) return null
  const judgments = annotators.reduce((sum, row) => sum + row.judgments, 0)
  const href = ({ code }: AnnotatorRow) => itemsHref(about.studyId, { annotator: code })
  const caption = captionOf(
    about,
    `How each annotator judges; n = ${wholeNumber(judgments)} judgments by ${count(annotators.length, 'annotator')}, every judgment counts, planned repeats apart.`,
    'Agreement: tie-discounted, with the plurality of at least two others on the same item, 95% t intervals by item. Left: of decided verdicts, those for the response shown left; ties: of all; 95% Wilson intervals. Dashed: one half. Strips run from 0 to 100%.',
  )
  return {
    name: 'annotators',
    study: about.study,
    size: WIDTH,
    draw: (of) => {
      const narrow = of.width === 'narrow'
      return stripTable(
        {
          name: 'Agreement, side and ties of each annotator, in percent, with 95% intervals',
          head: 'Code',
          width: narrow ? 358 : WIDTH,
          compact: true,
          columns: columns(narrow),
          rows: annotators.map((row) => ({
            label: narrow ? row.code : `${row.code} ${row.group}`,
            cells: [
              cellOf(row.plurality, row.pluralityInterval, href(row)),
              cellOf(row.left?.share ?? null, row.left?.interval ?? null, href(row)),
              ...(narrow ? [] : [cellOf(row.ties?.share ?? null, row.ties?.interval ?? null, href(row))]),
            ],
          })),
        },
        { ...of, notes: [caption] },
      )
    },
    ...withAbout(
      about,
      'agreement: t interval by item, 95%; shares: Wilson score interval, 95%',
      annotators.map(toRow),
    ),
    table: {
      columns: tableHeads(2, ['Code', 'Group', 'Judgments', 'With plurality, %', 'Left, %', 'Ties, %', 'Median s']),
      rows: annotators.map(({ code, group, judgments: n, plurality, pluralityInterval, left, ties, seconds }) => [
        ...[code, group, wholeNumber(n)],
        ...[
          printed(plurality, pluralityInterval),
          printed(left?.share, left?.interval),
          printed(ties?.share, ties?.interval),
        ],
        seconds === null ? NONE : seconds.toFixed(0),
      ]),
    },
    caption,
  }
}

function columns(narrow: boolean) {
  const wide = [
    { title: 'With plurality, %', domain: [0, 1] as const },
    { title: 'Left, %', domain: [0, 1] as const, reference: 0.5 },
  ]
  return narrow ? wide : [...wide, { title: 'Ties, %', domain: [0, 1] as const }]
}

function cellOf(share: number | null, interval: Interval | null, href: string): StripCell {
  return share === null ? { words: NONE } : { text: percent(share), value: share, interval, href }
}

function printed(share: number | null | undefined, interval: Interval | null | undefined): string {
  return share === null || share === undefined
    ? NONE
    : withLimits(percent(share), interval ? percentRange(interval) : '')
}

function toRow(row: AnnotatorRow): object {
  const { code, group, simulated, judgments, plurality, pluralityInterval, pluralityItems, left, leftP, ties } = row
  return {
    ...{ annotator: code, group, simulated, judgments },
    ...{ plurality, plurality_lower: pluralityInterval?.[0] ?? null, plurality_upper: pluralityInterval?.[1] ?? null },
    plurality_items: pluralityItems,
    group_with: row.groupWithout?.with ?? null,
    group_without: row.groupWithout?.without ?? null,
    ...{ left: left?.share ?? null, left_lower: left?.interval[0] ?? null, left_upper: left?.interval[1] ?? null },
    left_p: left ? leftP : null,
    ...{ ties: ties?.share ?? null, ties_lower: ties?.interval[0] ?? null, ties_upper: ties?.interval[1] ?? null },
    median_seconds: row.seconds,
    ...{ repeats: row.repeats.judged, repeats_same: row.repeats.same },
    ...{ checks: row.checks.judged, checks_missed: row.checks.missed },
    dawid_skene_accuracy: row.accuracy,
  }
}
