import { percent } from '@/components/charts/percent'
import { signed } from '@/components/figures/cells'
import type { GroupPair } from '@/lib/analysis/deep/agreement'
import type { AnnotatorRow } from '@/lib/analysis/deep/annotators'

/** Who drags the agreement down: of each group the one without whom it would agree most, if by a point or more. */
export function dragSentences(annotators: readonly AnnotatorRow[]): string[] {
  return [...new Set(annotators.map(({ group }) => group))].flatMap((group) => {
    const [first] = annotators
      .flatMap(({ code, group: own, groupWithout }) =>
        own === group && groupWithout ? [{ code, ...groupWithout }] : [],
      )
      .sort((a, b) => b.without - b.with - (a.without - a.with))
    if (!first || first.without - first.with < 0.01) return []
    return [
      `Without ${first.code}, the annotators of “${group}” would agree ${percent(first.without)}% of the time instead of ${percent(first.with)}%.`,
    ]
  })
}

/** What the matrix says, in sentences from its numbers. */
export function agreementSentences(matrix: readonly GroupPair[]): string[] {
  const within = matrix.filter(({ groups: [one, other], pairs }) => one === other && pairs > 0)
  return [...within.flatMap(withinSentence), ...matrix.flatMap((pair) => acrossSentence(pair, within))]
}

function withinSentence({ groups: [group], tieDiscounted, exact, kappa, chance }: GroupPair): string[] {
  if (!tieDiscounted.defined || !exact.defined) return []
  const said = [
    `Annotators of “${group}” agree with one another ${percent(tieDiscounted.value.mean)}% of the time when a tie against a choice counts half.`,
    `They give the very same verdict ${percent(exact.value.mean)}% of the time${kappa.defined ? `, and κ is ${signed(kappa.value.value, 2)}` : ''}.`,
  ]
  if (chance !== null) said.push(`The same labels given at random would give ${percent(chance)}%.`)
  return [said.join(' ')]
}

function acrossSentence({ groups: [one, other], tieDiscounted, pairs }: GroupPair, within: GroupPair[]): string[] {
  if (one === other || pairs === 0 || !tieDiscounted.defined) return []
  const own = within.find(({ groups: [group] }) => group === other)
  if (!own?.tieDiscounted.defined) return []
  const difference = 100 * (tieDiscounted.value.mean - own.tieDiscounted.value.mean)
  const size = Math.abs(difference).toFixed(1)
  return [
    `“${one}” agrees with “${other}” ${size} points ${difference < 0 ? 'less' : 'more'} than “${other}” does with itself.`,
  ]
}
