import { itemsHref } from '@/lib/explorer/item-query'
import { sizes } from '@/lib/numbers/sample-sizes'
import { captionOf, withAbout } from '../about'
import { tableHeads, withLimits } from '../cells'
import { DOT_WIDTH, dotWhiskerFigure } from '../drawing/dot-whisker'
import { ofRatingAnalysis } from '../figure-kind'
import { shownGroups } from './differences'
import { isShown, noRatingNotes, score, scoreAxis, scoreRange } from './rated'

const METHOD = 'hedged-betting confidence sequence, 95%'

/** Means that may be looked at any time, where the design allows to look. */
export const anytimeMeans = ofRatingAnalysis(
  { name: 'means-anytime', title: 'Means at any time' },
  async ({ about, analysis, data, study }) => {
    const groups = shownGroups(analysis.groups, (group) => isShown(data.query, group))
    const rows = groups.flatMap(({ group, anytime }) => anytime.map((row) => ({ group: group ?? '', ...row })))
    if (rows.length === 0 || study.looks !== 'ANYTIME') return null
    const { options } = analysis
    const scores = options.map((option) => option.score)
    const caption = captionOf(
      about,
      `Mean score of each system, in answer to “${about.question}”, on each prompt’s first rating by the group alone, for only what comes unforeseen may be looked at any time: where prompts have several ratings, the mean is another than that of all; of a conversation the mean over its turns counts; n ${sizes(rows.map(({ prompts }) => prompts))} prompts a row.`,
      ...noRatingNotes(await data.raters()),
      `Whiskers: 95% hedged-betting confidence sequence for scores from ${Math.min(...scores)} to ${Math.max(...scores)}, which holds at all looks at once.`,
    )
    return {
      study: about.study,
      size: DOT_WIDTH,
      draw: (of) =>
        dotWhiskerFigure(
          'Mean scores with intervals that hold at any look',
          [...new Set(rows.map(({ group }) => group))].map((group) => ({
            title: group,
            ...scoreAxis(options),
            columnTitle: 'Mean score',
            rows: rows
              .filter((row) => row.group === group)
              .map(({ system, mean, interval }) => ({
                ...{ label: system, value: mean, interval, text: score(mean), range: scoreRange(interval) },
                href: itemsHref(about.studyId, { group, system, show: 'counted', criterion: about.criterion }),
              })),
          })),
          { ...of, notes: [caption] },
        ),
      ...withAbout(
        { ...about, rule: 'earliest' },
        METHOD,
        rows.map(({ group, system, prompts, mean, interval }) => ({
          ...{ group, system, prompts, mean, mean_lower: interval[0], mean_upper: interval[1] },
        })),
      ),
      table: {
        over: 1,
        columns: tableHeads(2, ['Group', 'System', 'Prompts', 'Mean']),
        rows: rows.map(({ group, system, prompts, mean, interval }) => [
          ...[group, system, String(prompts), withLimits(score(mean), scoreRange(interval))],
        ]),
      },
      caption,
    }
  },
)
