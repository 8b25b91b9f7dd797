import { signed } from '@/lib/figures/cells'
import type { BiasLine } from '@/lib/judges/bias-card'
import { isTold, type Judges, type JudgeWorth, judgeName, type ModelHabits } from '@/lib/judges/measure-judges'
import type { Panel } from '@/lib/judges/panel'
import type { Parity } from '@/lib/judges/parity'
import type { Powered } from '@/lib/judges/powered'
import type { RatedJudges, RaterWorth } from '@/lib/judges/rated-judges'
import { LEAST_ITEMS } from '@/lib/judges/replacing'
import { count } from '@/lib/numbers/count'
import { percent, wholeNumber } from '@/lib/numbers/percent'
import { valueOrNull } from '@/lib/stats/estimate'

const points = (share: number) => signed(100 * share, 1)
const within = (margin: number) => `±${percent(margin, true)} points`

/** Who judged, and who was asked in vain. */
export function standfirst({ habits, people }: Pick<RatedJudges, 'people'> & { habits: readonly Answered[] }): string {
  const silent = habits.filter(({ answered }) => answered === 0).length
  const models = count(habits.length - silent, 'model')
  if (silent === habits.length)
    return `${count(silent, 'model was', 'models were')} asked and gave no verdict: there is nothing to hold against people’s.`
  const more = silent > 0 ? ` ${count(silent, 'more was', 'more were')} asked and gave no verdict.` : ''
  if (people === 0) return `${models} judged, and no person: there is nobody to hold the verdicts against yet.${more}`
  return `${models} judged what ${count(people, 'person', 'people')} judged, too. What are the verdicts worth?${more}`
}

type Answered = { answered: number }

/** What parity says of a model, in a sentence: with its orders averaged where it saw both. */
export function parityWords(worth: RaterWorth): string {
  const { averaged, margin } = worth.parity
  if (!averaged.defined) return `${judgeName(worth)}: ${averaged.reason}`
  const found = averaged.value
  const apart = found.interval90
    ? `${points(found.difference)} points (90% interval ${points(found.interval90[0])} to ${points(found.interval90[1])})`
    : `${points(found.difference)} points, and no spread between prompts was seen`
  return `${judgeName(worth)} agrees with people ${percent(found.judgeHuman)}% of the time, people with each other ${percent(found.humanHuman)}%: ${apart}. ${verdictWords(found, margin)}`
}

function verdictWords({ finding }: Parity, margin: number): string {
  switch (finding) {
    case 'equivalent':
      return `That is as much as people do, within ${within(margin)}.`
    case 'not-worse':
      return `That is no less than people do by more than ${percent(margin, true)} points.`
    case 'worse':
      return `That is less than people do by more than ${percent(margin, true)} points.`
    case 'open':
      return 'The data leave open whether that is as much as people do.'
  }
}

/** What the alternative annotator test says, at the strictest ε. */
export function replacingWords(worth: RaterWorth): string {
  const of = worth.replacing.at(-1)
  if (!of || of.winningRate === null)
    return `${judgeName(worth)}: nobody judged ${LEAST_ITEMS} items with it and another person, so that nobody was tested.`
  const replaceable = of.people.filter((one) => one.replaceable).length
  const yes = of.winningRate >= 0.5
  return `${judgeName(worth)} could take the place of ${replaceable} of ${count(of.people.length, 'person', 'people')} (ω ${of.winningRate.toFixed(2)} at ε ${of.epsilon}): ${yes ? 'the test says yes' : 'the test does not say yes'}.`
}

/** What models that rate say when they are asked the same again, in sentences; none where nothing came again. */
export function againWords({ habits }: Pick<RatedJudges, 'habits'>): string[] {
  return habits.flatMap((of) => {
    const { rated, same } = of.repeats
    if (rated === 0) return []
    return `${judgeName(of)} gave the same rating to ${wholeNumber(same)} of ${count(rated, 'response')} when it was asked the same again.`
  })
}

/** Habits of a model that were told apart from people's, or from none, in sentences. */
export function habitWords(habits: ModelHabits): string[] {
  const name = judgeName(habits)
  const line = (which: BiasLine['name']) => habits.bias.lines.find((one) => one.name === which)
  const [flips, again] = [line('flips')?.judge, line('again')?.judge]
  const sentences: string[] = []
  if (flips)
    sentences.push(
      `${name} changed ${percent(flips.mean)}% of its verdicts when the order was turned round${again ? `, and ${percent(again.mean)}% when it was asked the same again` : ''}.`,
    )
  for (const which of ['first', 'longer', 'ties', 'family'] as const) {
    const found = line(which)
    if (found?.difference && isTold(found.difference)) sentences.push(toldWords(name, found, habits.bias.family))
  }
  return sentences
}

function toldWords(name: string, { name: which, difference }: BiasLine, family: string | null): string {
  const [mean, more] = [difference?.mean ?? 0, (difference?.mean ?? 0) > 0]
  const size = `by ${percent(Math.abs(mean))} points`
  switch (which) {
    case 'first':
      return `${name} prefers what is shown first ${more ? 'more' : 'less'} than people do, ${size}.`
    case 'longer':
      return `${name} prefers the longer response ${more ? 'more' : 'less'} than people do, ${size}.`
    case 'ties':
      return `${name} says ${more ? 'more' : 'fewer'} ties than people do, ${size}.`
    default:
      return `${name} likes systems of the family ${family ?? ''}, which is its own, ${more ? 'better' : 'less'} than people do, ${size}; with one model that cannot be told from a difference in taste.`
  }
}

/** What a model is worth to people on a pair, in a sentence. */
function poweredWords(worth: JudgeWorth, pair: Powered): string {
  const name = `${pair.first} against ${pair.second}`
  if (!pair.powered.defined) return `${judgeName(worth)}, ${name}: ${pair.powered.reason}`
  const { effective, addsNothing, score } = pair.powered.value
  if (addsNothing || effective === null)
    return `${judgeName(worth)}, ${name}: it adds nothing to the ${count(pair.verdicts, 'verdict')} of people. Report people alone.`
  return `${judgeName(worth)}, ${name}: with it ${count(pair.verdicts, 'verdict')} of people tell as much as ${wholeNumber(Math.round(effective))} would without; score ${percent(score.estimate)}%.`
}

/** Pairs that could be helped, each in a sentence; reasons that all of a model's pairs share, once. */
export function allPoweredWords({ worth }: Judges): string[] {
  return [...new Set(worth.flatMap((one) => one.powered.map((pair) => poweredWords(one, pair))))]
}

/** What the panel is. */
export function panelWords({ members, needed, items, tooFew, alpha }: Panel): string {
  const found = valueOrNull(alpha)
  const agree = found === null ? '' : ` Krippendorff’s α among them is ${signed(found, 2)}.`
  const few = tooFew === 0 ? '' : ` On ${count(tooFew, 'item')} fewer did.`
  return `The panel says what most of its ${count(members.length, 'model')} say of an item, and a tie where two verdicts are equally frequent; ${needed} of them have to have a verdict, as on ${count(items, 'item')}.${few}${agree}`
}
