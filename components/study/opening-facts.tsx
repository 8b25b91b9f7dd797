import { count } from '@/lib/numbers/count'
import type { OpeningFacts } from '@/lib/studies/read-opening-facts'
import { money, short } from './consequences/words'
import { planWords } from './count-words'

/** What opening writes, costs and freezes, and that there is no way back: read before it is confirmed. */
export function OpeningTold({ facts }: { facts: OpeningFacts | null }) {
  return (
    <dl className="grid gap-y-3 text-sm [&_dd]:mt-[0.1rem] [&_dt]:font-semibold">
      {facts && (
        <>
          <Line term="What is written">{planWords(facts.plan)}</Line>
          <Line term="What it costs">{costWords(facts)}</Line>
        </>
      )}
      <Line term="What freezes">
        Questions, systems, prompts, groups, names, texts and the seed, as one protocol with its hash. Later only
        amendments with a reason change the instructions, how often items are judged and how many pairs one person may
        judge, or add a system or a model.
      </Line>
      <Line term="What cannot be undone">
        An opened study never becomes a draft again. You can pause and close it, and duplicate it into a new draft.
      </Line>
      {facts && facts.undecided > 0 && (
        <Line term="What is not decided">
          {count(facts.undecided, 'name', 'names')} in prompts and responses: annotators read{' '}
          {facts.undecided === 1 ? 'it as it is' : 'them as they are'}.
        </Line>
      )}
      {facts && facts.rehearsals === 0 && (
        <Line term="What was not tried">
          Nobody has rehearsed this draft. A rehearsal shows screens, figures and files with simulated annotators.
        </Line>
      )}
    </dl>
  )
}

function Line({ term, children }: { term: string; children: React.ReactNode }) {
  return (
    <div>
      <dt>{term}</dt>
      <dd>{children}</dd>
    </div>
  )
}

/** Hours and money as the design reckons them. */
export function costWords({ costs, currency, people }: Pick<OpeningFacts, 'costs' | 'currency' | 'people'>): string {
  const { hours, cost, judgments, isOpen, models } = costs
  const least = isOpen ? 'at least ' : 'about '
  const by = people === null ? '' : ` by ${count(people, 'person', 'people')}`
  const work = `${count(judgments, 'judgment')}${by}, ${least}${short(hours)} hours in all`
  const pay = cost.defined ? `, ${least}${money(cost.value, currency)}` : '. The design names no pay'
  const asked =
    models === 0
      ? ''
      : ` Models are asked for ${count(models, 'more judgment')}, within their budgets, once you start them.`
  return `${work}${pay}.${asked}`
}
