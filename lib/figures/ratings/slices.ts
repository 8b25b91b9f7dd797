import { count } from '@/lib/numbers/count'
import { percent, percentRange } from '@/lib/numbers/percent'
import type { RatedSlice } from '@/lib/ratings/assemble-rated'
import { aboutCounts, captionOf, withAbout } from '../about'
import { NONE, tableHeads, withLimits } from '../cells'
import { BARS_WIDTH, type BarPanel, ratedBars } from '../drawing/rated-bars'
import type { FigureContent } from '../figure'
import { ofRatings } from '../figure-kind'
import type { FigureQuery } from '../figure-query'
import type { RatingCounts } from '../read-ratings'
import { isShown, meanCells, ratedSizes, raterNotes, ratingHref, SHARE_METHODS, shareCells, whiskerNote } from './rated'

/** A tag on fewer ratings than this says nothing; there may be hundreds. */
const LEAST_SHOWN = { category: 0, tag: 10 } as const
/** More panels are a picture that nobody reads: the numbers have them all. */
const MOST_SHOWN = 40

const KINDS = {
  category: { one: 'category', many: 'categories', head: 'Category' },
  tag: { one: 'tag', many: 'tags', head: 'Tag' },
} as const

/** What was said of each system in each category. */
export const sharesByCategory = ofRatings(
  { name: 'shares-by-category', title: 'By category' },
  (counts, { studyId, query }) => slicesFigure(studyId, counts, 'category', query),
)

/** The same with each tag. */
export const sharesByTag = ofRatings({ name: 'shares-by-tag', title: 'By tag' }, (counts, { studyId, query }) =>
  slicesFigure(studyId, counts, 'tag', query),
)

function slicesFigure(
  studyId: string,
  counts: RatingCounts,
  kind: 'category' | 'tag',
  query: FigureQuery,
): FigureContent | null {
  const { result } = counts
  const { options, method, study, unit } = result
  const all = (kind === 'category' ? result.categories : result.tags).filter(({ group }) => isShown(query, group))
  if (all.length === 0) return null
  const { one, many, head } = KINDS[kind]
  const shown = all.filter(({ n }) => n >= LEAST_SHOWN[kind]).slice(0, MOST_SHOWN)
  const about = aboutCounts(studyId, counts)
  const rows = all.flatMap(({ rows: own }) => own.filter(({ n }) => n > 0))
  const caption = captionOf(
    about,
    shown.length === 0 &&
      `Nothing is drawn: each ${one} has fewer than ${LEAST_SHOWN[kind]} ratings. The CSV has them all.`,
    `Share of ${unit === 'TURN' ? 'turns' : 'responses'} of each system by ${one} of the prompt and by what was said of them, in answer to “${study.question}”; ${ratedSizes(rows, unit)}; every rating counts${kind === 'tag' ? ', under each tag of its prompt' : ''}.`,
    ...raterNotes(counts),
    shown.length > 0 && query.intervals && whiskerNote(result, method),
    shown.length > 0 &&
      shown.length < all.length &&
      `Not drawn: ${count(all.length - shown.length, one, many)} with the fewest ratings. The CSV has them all.`,
  )
  const names = options.map(({ label }) => label)
  return {
    study: about.study,
    size: BARS_WIDTH,
    draw:
      shown.length === 0
        ? null
        : (of) =>
            ratedBars(
              `Shares of the options by system and ${one}, in percent, with 95% intervals`,
              { options: names, panels: panelsOf(studyId, counts, kind, shown), intervals: query.intervals },
              { ...of, notes: [caption] },
            ),
    ...withAbout(
      about,
      SHARE_METHODS[method],
      all.flatMap(({ slice, rows: own }) =>
        own.map(({ group, system, n, prompts, simulated, shares, mean }) => ({
          ...{ group, [kind]: slice.name, system, n, prompts, simulated },
          ...shareCells(options, shares),
          ...meanCells(mean),
        })),
      ),
    ),
    table: {
      over: 2,
      columns: tableHeads(3, ['Group', head, 'System', 'n', ...names.map((name) => `${name}, %`)]),
      rows: shown.flatMap(({ group, slice, rows: own }) =>
        own.map(({ system, n, shares }) => [
          ...[group, slice.name, system, String(n)],
          ...options.map((_, k) => {
            const share = shares?.[k]
            return share ? withLimits(percent(share.share), percentRange(share.interval)) : NONE
          }),
        ]),
      ),
    },
    caption,
  }
}

function panelsOf(
  studyId: string,
  { result }: RatingCounts,
  kind: 'category' | 'tag',
  shown: readonly RatedSlice[],
): BarPanel[] {
  const href = ratingHref(result, studyId)
  const several = new Set(shown.map(({ group }) => group)).size > 1
  return shown.map(({ group, slice, rows }) => ({
    title: several ? `${slice.name}: ${group}` : slice.name,
    bars: rows.flatMap(({ system, n, shares }) =>
      shares
        ? [
            {
              ...{ label: system, n, shares },
              ...(href && {
                hrefOf: (at?: number) =>
                  href({
                    ...{ group, system, [kind]: slice.name },
                    ...(at !== undefined && { option: result.options[at]?.code ?? null }),
                  }),
              }),
            },
          ]
        : [],
    ),
  }))
}
