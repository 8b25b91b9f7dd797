import { JUDGMENT_KINDS, type JudgmentKind, type SelectionCounts } from '@/lib/counts/planned'
import type { StudyInput } from '@/lib/designs/schema'
import { count } from '@/lib/numbers/count'
import type { Consequences, Costs } from '@/lib/studies/consequences'
import { kindWords } from '../count-words'
import { Figure } from './figure'
import { money, orDash, short, whole } from './words'

type Props = {
  design: StudyInput
  counts: SelectionCounts
  found: Costs & Partial<Pick<Consequences, 'sides'>>
}

const KINDS: Record<JudgmentKind, string> = {
  regular: 'regular items',
  shared: 'the shared set',
  repeats: 'repeats',
  checks: 'check items',
  gold: 'gold items',
  practice: 'practice items',
}

const SHORT: Record<JudgmentKind, string> = {
  ...KINDS,
  ...{ regular: 'regular', shared: 'shared', gold: 'gold', practice: 'practice' },
}

/** Items, judgments, hours, money, and sides where there are two. */
export function CostFigures({ design, counts, found }: Props) {
  const { plan, hours, hoursEach, cost, sides } = found
  const { seconds, hourlyPay, currency } = design.planning
  const isOpen = plan.open.length > 0
  // Beside models it has to be said whose they are.
  const hasModels = design.models.length > 0
  const atLeast = (value: string) => (isOpen ? `≥ ${value}` : value)
  return (
    <>
      <Figure
        label="Items"
        small={`${count(counts.prompts, 'prompt')} × ${perPromptWords(design, plan.perPrompt)}`}
        value={whole(plan.items)}
      >
        Prompts selected × {design.protocol === 'RATING' ? 'responses of the systems' : 'pairs of systems'}
        {counts.taken > 0 &&
          `, without ${count(counts.taken, 'item')} that ${counts.taken === 1 ? 'is' : 'are'} gold or practice`}
        . {count(plan.sharedItems, 'item')} of them in the shared set. These are the regular items
        {besidesWords(design, counts.prompts)}.
      </Figure>
      <Judgments
        label={hasModels ? 'Judgments by people' : 'Judgments'}
        {...{ found, value: atLeast(whole(plan.known)), isRating: design.protocol === 'RATING' }}
      />
      <Figure
        label="Hours of judging"
        small={hoursEach.defined ? `${short(hoursEach.value)} for each annotator` : `at ${short(seconds)} s each`}
        value={atLeast(short(hours))}
      >
        {whole(plan.known)} judgments{plan.practice > 0 && ` and ${count(plan.practice, 'practice item')}`} ×{' '}
        {short(seconds)} s ÷ 3,600.{' '}
        {hoursEach.defined
          ? `Divided by ${orDash(plan.annotators, (people) => count(people, 'annotator'))}.`
          : hoursEach.reason}
      </Figure>
      <Figure
        label={hasModels ? 'Cost of people' : 'Cost'}
        small={cost.defined ? `at ${money(hourlyPay ?? 0, currency)} an hour` : cost.reason}
        value={cost.defined ? atLeast(money(cost.value, currency)) : '–'}
      >
        Hours × pay for an hour, without fees of a platform. Set the pay under the assumptions below.
      </Figure>
      {sides && <Sides {...sides} perItem={plan.perItem} />}
    </>
  )
}

/** What the items of one prompt are. */
function perPromptWords({ comparisons, rated }: StudyInput, perPrompt: number): string {
  if (!rated) return count(perPrompt, comparisons.pairing === 'FOCAL' ? 'baseline' : 'pair')
  const systems = count(rated.systemIds.length, 'system')
  return rated.samples > 1 ? `${systems} × ${count(rated.samples, 'sample')}` : systems
}

function Sides({ more, fewer, perItem }: Consequences['sides'] & { perItem: number }) {
  return (
    <Figure label="Sides" small="within an item, and in all" value={`${more} : ${fewer}, half and half`}>
      {more === fewer
        ? `Each system stands left in ${count(more, 'judgment')} of an item.`
        : `In one half of a comparison’s items the first system stands left ${more} times of ${perItem}, in the other half ${fewer}.`}{' '}
      Over all judgments of a comparison the two sides differ by one at most, before anything is set aside.
    </Figure>
  )
}

/** Items that every annotator gets, which the study's items count, too. */
function besidesWords({ identicalChecks, known }: StudyInput, prompts: number): string {
  const of = (kind: 'GOLD' | 'PRACTICE') => known.filter((each) => each.kind === kind).length
  const kinds = {
    regular: 0,
    check: Math.min(identicalChecks ?? 0, prompts),
    gold: of('GOLD'),
    practice: of('PRACTICE'),
  }
  const besides = kindWords(kinds)
  return besides ? `; besides, the study has ${besides}` : ''
}

type JudgmentsProps = { label: string; found: Costs; value: string; isRating: boolean }

function Judgments({ label, found: { plan }, value, isRating }: JudgmentsProps) {
  const counted = JUDGMENT_KINDS.filter(
    (kind) => !plan.byKind[kind].defined || orDash(plan.byKind[kind], whole) !== '0',
  )
  const unknown = plan.open.map((kind) => KINDS[kind]).join(', ')
  return (
    <Figure
      label={label}
      small={
        plan.open.length > 0
          ? `and those of ${unknown}`
          : counted.map((kind) => `${orDash(plan.byKind[kind], whole)} ${SHORT[kind]}`).join(', ')
      }
      value={value}
    >
      <ul>
        {counted.map((kind) => {
          const judgments = plan.byKind[kind]
          return (
            <li key={kind}>
              {KINDS[kind]}
              {kind === 'practice' && ', besides'}:{' '}
              {judgments.defined ? whole(judgments.value) : `unknown. ${judgments.reason}`}
            </li>
          )
        })}
      </ul>
      Regular items: {plan.perItem} each, outside the shared set. The shared set: each of its items × annotators who
      judge it. Repeats: their share of each round, rounded. {isRating ? 'Gold' : 'Check items, gold'} and practice:
      each × all annotators.
    </Figure>
  )
}
