import type { AnnotatorAgreement, LeaveOneOut } from '@/lib/agreement/annotator-agreement'
import type { ShownPair } from '@/lib/agreement/show-agreement'
import { signed } from '@/lib/figures/cells'
import { percent } from '@/lib/numbers/percent'

/** A group’s agreement with one of its members and without; `gain` is the difference. */
export type Drag = LeaveOneOut & { code: string; group: string; gain: number }

/** Annotators without whom their group would agree more, those first without whom it would gain most. */
export function draggers(annotators: readonly AnnotatorAgreement[]): Drag[] {
  return annotators
    .flatMap(({ code, group, leaveOneOut }) =>
      leaveOneOut ? [{ code, group, ...leaveOneOut, gain: leaveOneOut.without.mean - leaveOneOut.with.mean }] : [],
    )
    .filter(({ gain }) => gain > 0)
    .sort((a, b) => b.gain - a.gain)
}

/** What the matrix says, in sentences from its numbers. */
export function agreementSentences(matrix: readonly ShownPair[]): { pair: ShownPair; text: string }[] {
  const within = matrix.filter(({ groups: [one, other], pairs }) => one === other && pairs > 0)
  return [
    ...within.map((pair) => ({ pair, text: withinSentence(pair) })),
    ...matrix.map((pair) => ({ pair, text: acrossSentence(pair, within) })),
  ].flatMap(({ pair, text }) => (text === null ? [] : [{ pair, text }]))
}

function withinSentence({ groups: [group], tieDiscounted, exact, kappa, chance, published }: ShownPair): string | null {
  if (!tieDiscounted.defined || !exact.defined) return null
  const said = [
    `Annotators of “${group}” agree with one another ${percent(tieDiscounted.value.mean)}% of the time when a tie against a choice counts half${published === null ? '' : `; published is ${percent(published, true)}`}.`,
    `They give the very same verdict ${percent(exact.value.mean)}% of the time${kappa.defined ? `, and κ is ${signed(kappa.value.value, 2)}` : ''}.`,
  ]
  if (chance !== null) said.push(`The same labels given at random would give ${percent(chance)}%.`)
  return said.join(' ')
}

function acrossSentence({ groups: [one, other], tieDiscounted, pairs }: ShownPair, within: ShownPair[]): string | null {
  if (one === other || pairs === 0 || !tieDiscounted.defined) return null
  const own = within.find(({ groups: [group] }) => group === other)
  if (!own?.tieDiscounted.defined) return null
  const difference = 100 * (tieDiscounted.value.mean - own.tieDiscounted.value.mean)
  const size = Math.abs(difference).toFixed(1)
  return `“${one}” agrees with “${other}” ${size} points ${difference < 0 ? 'less' : 'more'} than “${other}” does with itself.`
}
