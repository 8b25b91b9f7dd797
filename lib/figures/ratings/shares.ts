import { percent, percentRange } from '@/lib/numbers/percent'
import { aboutCounts, captionOf, withAbout } from '../about'
import { NONE, tableHeads, withLimits } from '../cells'
import { BARS_WIDTH, type BarPanel, ratedBars } from '../drawing/rated-bars'
import type { FigureContent } from '../figure'
import { ofRatings } from '../figure-kind'
import type { FigureQuery } from '../figure-query'
import type { RatingCounts } from '../read-ratings'
import {
  hidesConversations,
  independenceNote,
  meanCells,
  ratedSizes,
  raterNotes,
  ratingHref,
  SHARE_METHODS,
  shareCells,
  unratedNotes,
  whiskerNote,
} from './rated'

/** What was said of each system: LIMA's figure 3, and figure 7 where turns were rated. */
export const shares = ofRatings({ name: 'shares', title: 'Shares of the options' }, (counts, { studyId, query }) =>
  sharesFigure(studyId, counts, query),
)

function sharesFigure(studyId: string, counts: RatingCounts, query: FigureQuery): FigureContent | null {
  const { result, rows } = counts
  if (rows.length === 0) return null
  const { options, method, study, unit } = result
  const about = aboutCounts(studyId, counts)
  const judged = rows.filter(({ n }) => n > 0)
  const href = ratingHref(result, studyId)
  const panels: BarPanel[] = [...new Set(judged.map(({ group }) => group))].map((group) => ({
    title: group,
    bars: judged.flatMap(({ group: own, system, n, shares: of }) =>
      own === group && of
        ? [
            {
              ...{ label: system, n, shares: of },
              ...(href && {
                hrefOf: (at?: number) =>
                  href({ group, system, ...(at !== undefined && { option: options[at]?.code ?? null }) }),
              }),
            },
          ]
        : [],
    ),
  }))
  const caption = captionOf(
    about,
    `Share of ${unit === 'TURN' ? 'turns' : 'responses'} of each system by what was said of them, in answer to “${study.question}”, from “${options[0]?.label}” to “${options.at(-1)?.label}”; ${ratedSizes(rows, unit, hidesConversations(result))}; every rating counts.`,
    ...unratedNotes(rows, study.status === 'CLOSED'),
    ...raterNotes(counts),
    query.intervals && whiskerNote(result, method),
    independenceNote(result),
  )
  const names = options.map(({ label }) => label)
  return {
    study: about.study,
    size: BARS_WIDTH,
    draw:
      judged.length === 0
        ? null
        : (of) =>
            ratedBars(
              'Shares of the options by system, in percent, with 95% intervals',
              { options: names, panels, intervals: query.intervals },
              { ...of, notes: [caption] },
            ),
    ...withAbout(
      about,
      SHARE_METHODS[method],
      rows.map(({ group, system, n, prompts, simulated, shares: of, mean }) => ({
        ...{ group, system, n, prompts, simulated },
        ...shareCells(options, of),
        ...meanCells(mean),
      })),
    ),
    table: {
      over: 1,
      columns: tableHeads(2, ['Group', 'System', 'n', ...names.map((name) => `${name}, %`)]),
      rows: rows.map(({ group, system, n, shares: of }) => [
        ...[group, system, String(n)],
        ...options.map((_, k) => {
          const share = of?.[k]
          return share ? withLimits(percent(share.share), percentRange(share.interval)) : NONE
        }),
      ]),
    },
    caption,
  }
}
