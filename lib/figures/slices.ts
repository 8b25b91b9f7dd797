import { rowHref } from '@/lib/explorer/item-query'
import { FIGURE_COLUMNS } from '@/lib/exports/columns'
import { count } from '@/lib/numbers/count'
import { pValue } from '@/lib/numbers/p-value'
import { wholeNumber } from '@/lib/numbers/percent'
import { sizes } from '@/lib/numbers/sample-sizes'
import type { SliceRates } from '@/lib/rates/assemble-rates'
import { COUNTING_RULES } from '@/lib/rates/counting-rule'
import { isTold, type RateRow } from '@/lib/rates/rates'
import type { WinTieLoss } from '@/lib/rates/win-tie-loss'
import { type About, aboutCounts, captionOf } from './about'
import { NONE, tableHeads } from './cells'
import { SLICES_WIDTH, type SlicePanel, sliceBars } from './drawing/slice-bars'
import type { FigureContent } from './figure'
import { ofCounts } from './figure-kind'
import { figureRows } from './figure-rows'
import type { FigureCounts } from './read-counts'

/** A tag on fewer verdicts than this says nothing; there may be hundreds. */
const LEAST_SHOWN = { category: 0, tag: 10 } as const

const LIST = new Intl.ListFormat('en')

const KINDS = {
  category: { many: 'categories', head: 'Category', title: 'Wins, ties and losses by category' },
  tag: { many: 'tags', head: 'Tag', title: 'Wins, ties and losses by tag' },
} as const

/** Wins, ties and losses in each category. */
export const categories = ofCounts({ name: 'categories', title: 'By category' }, (counts, { studyId, query }) =>
  slicesFigure(studyId, counts, 'category', query.group),
)

/** The same with each tag. */
export const tags = ofCounts({ name: 'tags', title: 'By tag' }, (counts, { studyId, query }) =>
  slicesFigure(studyId, counts, 'tag', query.group),
)

/** Wins, ties and losses in each category, or with each tag; null where prompts have none. */
function slicesFigure(
  studyId: string,
  figure: Pick<FigureCounts, 'result' | 'open'>,
  kind: 'category' | 'tag',
  group: string | null,
): FigureContent | null {
  const { result } = figure
  const all = (kind === 'category' ? result.categories : result.tags).filter(
    (slice) => group === null || slice.group === group,
  )
  if (all.length === 0) return null
  const { head, title } = KINDS[kind]
  const about = aboutCounts(studyId, figure)
  const shown = all.filter(({ n }) => n >= LEAST_SHOWN[kind])
  const panels = [...new Set(shown.map((slice) => slice.group))].map((of) => panelOf(about, shown, of))
  const caption = captionOf(
    about,
    ...sentences(
      result,
      all,
      kind,
      all.filter((slice) => !shown.includes(slice)),
    ),
  )
  return {
    study: about.study,
    size: SLICES_WIDTH,
    draw: shown.length > 0 ? (of) => sliceBars(title, head, panels, { ...of, notes: [caption] }) : null,
    columns: [
      ...FIGURE_COLUMNS.slice(0, 4).map((column) => column.name),
      kind,
      ...FIGURE_COLUMNS.slice(4).map((column) => column.name),
    ],
    rows: all.flatMap(({ slice, rows }) =>
      figureRows(studyId, { ...result, rows: [...rows] }).map((row) => ({ ...row, [kind]: slice.name })),
    ),
    table: {
      over: 3,
      columns: tableHeads(4, ['Group', head, 'System', 'Against', 'n', 'Wins', 'Ties', 'Losses', 'p (Holm)']),
      rows: panels.flatMap(({ slices }) =>
        slices.flatMap(({ name, rows }) =>
          rows.map((row) => [
            ...[row.group, name, row.reference, row.other],
            ...[row.n, row.wins, row.ties, row.losses].map(String),
            row.n === 0 ? NONE : pValue(row.test.holm),
          ]),
        ),
      ),
    },
    caption,
  }
}

/** The slices of one group, with a column for each pair that is judged in one of them. */
function panelOf(about: About, shown: readonly SliceRates[], group: string): SlicePanel {
  const mine = shown.filter((slice) => slice.group === group)
  const isJudged = (_: RateRow, pair: number) => mine.some(({ rows }) => (rows[pair]?.n ?? 0) > 0)
  return {
    group,
    slices: mine.map(({ slice, n, rows }) => ({
      name: slice.name,
      n,
      rows: rows.filter(isJudged).map((row) => linked(about, slice, row)),
    })),
  }
}

function linked({ studyId, criterion }: About, { kind, name }: SliceRates['slice'], row: RateRow) {
  return { ...row, href: rowHref(studyId, row, { [kind]: name, criterion }) }
}

function sentences(
  { study, rule }: WinTieLoss,
  all: readonly SliceRates[],
  kind: 'category' | 'tag',
  small: readonly SliceRates[],
) {
  const cells = all.flatMap(({ rows }) => rows).filter(({ n }) => n > 0)
  const told = cells.filter(isTold).length
  const clustered = cells.some(({ test }) => test.name === 'clustered')
  const test = clustered ? 't-test of the score, clustered by prompt' : 'exact sign test'
  const groups = [...new Set(all.map(({ group }) => group))]
  const counts = groups.map((group) => {
    const mine = all.filter((slice) => slice.group === group)
    // A prompt may have several tags: their sizes do not add up to the group's.
    const judged = mine.reduce((sum, slice) => sum + slice.n, 0)
    const n =
      kind === 'category' ? `n = ${count(judged, 'verdict')}` : `n ${sizes(mine.map(({ n }) => n))} verdicts a tag`
    return groups.length > 1 ? `${group} ${n}` : n
  })
  const family =
    groups.length > 1
      ? 'all cells of a group'
      : cells.length === 1
        ? 'the one cell'
        : `all ${wholeNumber(cells.length)} cells`
  const isDrawn = small.length < all.length
  const smallOf = (group: string) => {
    const own = small.filter((slice) => slice.group === group).length
    return own > 0 ? [`${count(own, kind, KINDS[kind].many)}${groups.length > 1 ? ` of ${group}` : ''}`] : []
  }
  return [
    !isDrawn && undrawn(all, kind),
    `Wins · ties · losses of ${study.focal?.name ?? 'the system named first'} by ${kind}, in answer to “${study.question}”; ${counts.join('; ')}.`,
    `A verdict counts by the sign of its score; ${COUNTING_RULES[rule].caption}.`,
    `${isDrawn ? '* ' : ''}Told from even at 5% (${test}, after Holm over ${family}): ${told === 0 ? 'no cell is' : `${count(told, 'cell is', 'cells are')}, the rest are not`}.`,
    isDrawn &&
      small.length > 0 &&
      `Not drawn, though Holm’s correction is over their cells as well: ${LIST.format(groups.flatMap(smallOf))} with fewer than ${LEAST_SHOWN[kind]} verdicts.`,
  ]
}

/** Says why there are numbers and no picture. */
function undrawn(all: readonly SliceRates[], kind: 'category' | 'tag'): string {
  const names = new Set(all.map(({ slice }) => slice.name)).size
  const each = names === 1 ? `the one ${kind} has` : `each of the ${count(names, kind, KINDS[kind].many)} has`
  const by = new Set(all.map(({ group }) => group)).size > 1 ? ' by any group' : ''
  return `Nothing is drawn: ${each} fewer than ${LEAST_SHOWN[kind]} verdicts${by}. The CSV has them all.`
}
