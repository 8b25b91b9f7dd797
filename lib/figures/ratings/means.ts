import { aboutCounts, captionOf, withAbout } from '../about'
import { NONE, tableHeads, withLimits } from '../cells'
import { DOT_WIDTH, type DotPanel, dotWhiskerFigure } from '../drawing/dot-whisker'
import type { FigureContent } from '../figure'
import { ofRatings } from '../figure-kind'
import type { RatingCounts } from '../read-ratings'
import {
  hidesConversations,
  independenceNote,
  meanCells,
  ratedSizes,
  raterNotes,
  ratingHref,
  score,
  scoreAxis,
  scoreRange,
  scoreWords,
  unratedNotes,
} from './rated'

export const MEAN_METHOD =
  't interval of the mean with standard errors clustered by prompt, 95%, two-sided, not cut; independent: Student over ratings'

/** Mean scores: LIMA's figure 5. */
export const means = ofRatings({ name: 'means', title: 'Mean scores' }, (counts, { studyId }) =>
  meansFigure(studyId, counts),
)

function meansFigure(studyId: string, counts: RatingCounts): FigureContent | null {
  const { result, rows } = counts
  const judged = rows.filter(({ n }) => n > 0)
  if (judged.length === 0) return null
  const { options, study, unit } = result
  const about = aboutCounts(studyId, counts)
  const caption = captionOf(
    about,
    `Mean score of each system, in answer to “${study.question}”: ${scoreWords(options)}; ${ratedSizes(rows, unit, hidesConversations(result))}; every rating counts. A mean takes the steps between options for as far apart as their scores: look at the shares, too.`,
    ...unratedNotes(rows, study.status === 'CLOSED'),
    ...raterNotes(counts),
    `Whiskers: 95% t intervals${hidesConversations(result) ? '' : ` clustered by ${unit === 'TURN' ? 'conversation' : 'prompt'}`}, not cut to the scale; none where all ${unit === 'TURN' ? 'conversations' : 'prompts'} have the same mean, or there is one.`,
    independenceNote(result),
  )
  return {
    study: about.study,
    size: DOT_WIDTH,
    draw: (of) =>
      dotWhiskerFigure('Mean scores by system, with 95% intervals', panelsOf(studyId, counts), {
        ...of,
        notes: [caption],
      }),
    ...withAbout(
      about,
      MEAN_METHOD,
      rows.map(({ group, system, n, prompts, simulated, mean }) => ({
        ...{ group, system, n, prompts, simulated },
        ...meanCells(mean),
      })),
    ),
    table: {
      over: 1,
      columns: tableHeads(2, ['Group', 'System', 'n', 'Prompts', 'Mean']),
      rows: rows.map(({ group, system, n, prompts, mean }) => [
        ...[group, system, String(n), String(prompts)],
        mean ? withLimits(score(mean.mean), scoreRange(mean.interval)) : NONE,
      ]),
    },
    caption,
  }
}

function panelsOf(studyId: string, { result, rows }: RatingCounts): DotPanel[] {
  const href = ratingHref(result, studyId)
  return [...new Set(rows.filter(({ n }) => n > 0).map(({ group }) => group))].map((group) => ({
    title: group,
    ...scoreAxis(result.options),
    columnTitle: 'Mean score',
    rows: rows.flatMap(({ group: own, system, mean }) =>
      own === group && mean
        ? [
            {
              ...{ label: system, value: mean.mean, interval: mean.interval },
              ...{ text: score(mean.mean), range: scoreRange(mean.interval) },
              ...(href && { href: href({ group, system }) }),
            },
          ]
        : [],
    ),
  }))
}
