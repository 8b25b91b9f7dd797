import { AGREEMENT_SETS } from '@/lib/agreement/agreement-set'
import type { ShownAgreement } from '@/lib/agreement/show-agreement'
import type { ShownAnnotator } from '@/lib/agreement/show-annotators'
import { showAnnotators } from '@/lib/agreement/show-annotators'
import { type ItemQuery, itemsHref } from '@/lib/explorer/item-query'
import { count } from '@/lib/numbers/count'
import { percent, percentRange, wholeNumber } from '@/lib/numbers/percent'
import type { ClusteredMean } from '@/lib/stats/clustered-mean'
import type { Interval } from '@/lib/stats/interval'
import { type About, captionOf, withAbout } from './about'
import { ofShown, type Shown } from './agreement-rows'
import { NONE, tableHeads, withLimits } from './cells'
import { type StripCell, stripTable } from './drawing/strip-table'
import type { FigureContent } from './figure'
import { ofAnalysis } from './figure-kind'

const WIDTH = 1120

/** Each annotator beside the others. */
export const annotators = ofAnalysis(
  { name: 'annotators', title: 'Annotators', isOfSet: true },
  ({ about, analysis, shown, study }) => annotatorsFigure(about, shown, showAnnotators(study, analysis, shown)),
)

/** How each annotator judges beside the others: agreement with the plurality, side, ties. */
function annotatorsFigure(about: About, shown: Shown, annotators: readonly ShownAnnotator[]): FigureContent | null {
  const judgments = annotators.reduce((sum, row) => sum + row.judgments, 0)
  if (judgments === 0) return null
  const { set } = shown
  const links = (row: ShownAnnotator) => annotatorLinks(about.studyId, shown, row)
  const missing = annotators.flatMap((row) => (row.missing ? [`${row.code} ${row.missing}`] : []))
  const caption = captionOf(
    about,
    `How each annotator judges; n = ${count(judgments, 'judgment')} by ${count(annotators.length - missing.length, 'annotator')}, every judgment counts, planned repeats apart.`,
    `Agreement: tie-discounted, ${AGREEMENT_SETS[set].on}, with the plurality of at least two others on the same item, 95% t intervals by item, cut to 0 and 100%, none where all items agree. Left: of decided verdicts, those for the response shown left; ties: of all; 95% Wilson intervals. Dashed: one half. Strips run from 0 to 100%.`,
    missing.length > 0 && `Without numbers: ${missing.join(', ')}.`,
  )
  return {
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
              row.missing
                ? { words: row.missing }
                : cellOf(pluralityOf(row).share, pluralityOf(row).interval, links(row).plurality),
              cellOf(row.left?.share ?? null, row.left?.interval ?? null, links(row).left),
              ...(narrow ? [] : [cellOf(row.ties?.share ?? null, row.ties?.interval ?? null, links(row).ties)]),
            ],
          })),
        },
        { ...of, notes: [caption] },
      )
    },
    ...withAbout(
      about,
      'agreement: t interval by item, 95%, cut to 0 and 1; shares: Wilson score interval, 95%',
      annotators.map((row) => toRow(set, row)),
    ),
    table: {
      columns: tableHeads(2, ['Code', 'Group', 'Judgments', 'With plurality, %', 'Left, %', 'Ties, %', 'Median s']),
      rows: annotators.map((row) => {
        const { code, group, judgments: n, left, ties, seconds } = row
        const { share, interval } = pluralityOf(row)
        return [
          ...[code, group, wholeNumber(n)],
          ...[printed(share, interval), printed(left?.share, left?.interval), printed(ties?.share, ties?.interval)],
          seconds === null ? NONE : seconds.toFixed(0),
        ]
      }),
    },
    caption,
  }
}

/** Where the judgments are listed that each of an annotator's numbers rests on. */
export function annotatorLinks(studyId: string, shown: Shown, { code, left, ties }: ShownAnnotator) {
  const { criterion } = shown
  const open = (query: Partial<ItemQuery>) => itemsHref(studyId, { annotator: code, ...query })
  return {
    judgments: open({ criterion }),
    plurality: open({ show: 'panel', ...ofShown(shown) }),
    // A share of none rests on those that it is a share of.
    left: open({ ...(left?.count === 0 ? { outcome: 'decided' } : { chosen: 'left' }), criterion }),
    ties: open({ ...(ties?.count !== 0 && { outcome: 'tie' }), criterion }),
    seconds: open({ order: 'seconds', criterion }),
    repeats: open({ show: 'again', criterion }),
    // Checks are judged by the study's first question.
    checks: open({ show: 'known' }),
    missed: open({ show: 'missed' }),
    accuracy: open({ show: 'met', criterion }),
  }
}

function pluralityOf({ agreement }: ShownAnnotator): { share: number | null; interval: Interval | null } {
  const plurality = agreement?.plurality ?? null
  return { share: plurality?.agreement ?? null, interval: plurality?.interval ?? null }
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

function toRow(set: ShownAgreement['set'], row: ShownAnnotator): object {
  const { code, group, simulated, judgments, agreement, left, leftP, ties } = row
  const plurality = agreement?.plurality ?? null
  return {
    ...{ annotator: code, group, simulated, judgments, set },
    plurality: plurality?.agreement ?? null,
    plurality_lower: plurality?.interval?.[0] ?? null,
    plurality_upper: plurality?.interval?.[1] ?? null,
    plurality_items: plurality?.items ?? 0,
    ...leaveOneOutCells('group_with', agreement?.leaveOneOut?.with),
    ...leaveOneOutCells('group_without', agreement?.leaveOneOut?.without),
    ...{ left: left?.share ?? null, left_lower: left?.interval[0] ?? null, left_upper: left?.interval[1] ?? null },
    left_p: left ? leftP : null,
    ...{ ties: ties?.share ?? null, ties_lower: ties?.interval[0] ?? null, ties_upper: ties?.interval[1] ?? null },
    median_seconds: row.seconds,
    ...{ repeats: row.repeats.judged, repeats_same: row.repeats.same },
    ...{ checks: row.checks.judged, checks_missed: row.checks.missed },
    dawid_skene_accuracy: row.accuracy,
  }
}

function leaveOneOutCells(name: string, of: ClusteredMean | undefined): object {
  return {
    [name]: of?.mean ?? null,
    [`${name}_lower`]: of?.interval?.[0] ?? null,
    [`${name}_upper`]: of?.interval?.[1] ?? null,
    [`${name}_pairs`]: of?.n ?? null,
  }
}
