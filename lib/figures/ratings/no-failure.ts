import { itemsHref } from '@/lib/explorer/item-query'
import { percent, percentRange } from '@/lib/numbers/percent'
import { sizes } from '@/lib/numbers/sample-sizes'
import type { RatedGroup } from '@/lib/ratings/analyse-ratings'
import type { Failures } from '@/lib/ratings/failures'
import type { ScaleOption } from '@/lib/ratings/rated-results'
import { valueOrNull } from '@/lib/stats/estimate'
import { type About, captionOf, withAbout } from '../about'
import { NONE, tableHeads, withLimits } from '../cells'
import { SURVIVAL_WIDTH, survivalCurves } from '../drawing/survival-curves'
import type { FigureContent } from '../figure'
import { ofRatingAnalysis } from '../figure-kind'
import type { Raters } from '../read-ratings'
import { shownGroups } from './differences'
import { isShown, noRatingNotes } from './rated'

/** How long conversations go without a failure. */
export const noFailure = ofRatingAnalysis(
  { name: 'no-failure', title: 'No failure until turn' },
  async ({ about, analysis, study, data }) => {
    const groups = shownGroups(analysis.groups, (group) => isShown(data.query, group))
    return failureFigure(about, groups, study.options[0], await data.raters())
  },
)

function failureFigure(
  about: About,
  groups: readonly RatedGroup[],
  worst: ScaleOption | undefined,
  raters: Raters,
): FigureContent | null {
  const all = groups.flatMap(({ group, failures }) =>
    failures.flatMap((one) => {
      const curve = valueOrNull(one.curve)
      return curve ? [{ group: group ?? '', curve, failures: one }] : []
    }),
  )
  if (all.length === 0) return null
  const caption = captionOf(
    about,
    `Share of conversations without a failure up to a turn, in answer to “${about.question}”; a turn fails when more than half of its ratings are “${worst?.label ?? 'the lowest option'}”, the lowest option; n ${sizes(all.map(({ failures }) => failures.conversations))} conversations a curve; every rating counts.`,
    ...noRatingNotes(raters),
    'Kaplan and Meier’s curve: a conversation that ends without a failure is known to have gone that far, and no further (censored). Whiskers: 95% intervals by Greenwood, log −log; none where the share is 1 or 0. It takes for granted that conversations which ended would have gone on like the others.',
  )
  const several = new Set(all.map(({ group }) => group)).size > 1
  return {
    study: about.study,
    size: SURVIVAL_WIDTH,
    draw: (of) =>
      survivalCurves(
        'Share of conversations without a failure by turn, in percent, with 95% intervals',
        all.map(({ group, curve, failures }) => ({
          title: several ? `${failures.system}: ${group}` : failures.system,
          after: medianWords(failures),
          steps: curve,
          href: itemsHref(about.studyId, {
            ...{ system: failures.system, group, show: 'counted', criterion: about.criterion },
          }),
        })),
        { ...of, notes: [caption] },
      ),
    ...withAbout(
      about,
      'Kaplan–Meier, 95%: Greenwood, log −log; plain: on either side, cut to 0 and 1',
      all.flatMap(({ group, curve, failures }) =>
        curve.map(({ time, atRisk, failed, censored, survival, se, plain, logLog }) => ({
          ...{ group, system: failures.system, turn: time, at_risk: atRisk, failed, censored },
          ...{ no_failure: survival, se, lower: logLog?.[0] ?? null, upper: logLog?.[1] ?? null },
          ...{ plain_lower: plain?.[0] ?? null, plain_upper: plain?.[1] ?? null },
        })),
      ),
    ),
    table: {
      over: 2,
      columns: tableHeads(2, ['Group', 'System', 'Turn', 'At risk', 'Failed', 'No failure, %']),
      rows: all.flatMap(({ group, curve, failures }) =>
        curve.map(({ time, atRisk, failed, survival, logLog }) => [
          ...[group, failures.system, String(time), String(atRisk), String(failed)],
          withLimits(percent(survival), logLog ? percentRange(logLog) : '') || NONE,
        ]),
      ),
    },
    caption,
  }
}

/** When half had failed, in words. */
function medianWords({ median }: Failures): string {
  return median.defined ? `half failed by turn ${median.value}` : 'more than half never fail'
}
