import { Note } from '@/components/ui/text'
import type { StudyInput } from '@/lib/designs/schema'
import type { ModelInput } from '@/lib/models/design'
import { count } from '@/lib/numbers/count'
import { ANSWERS, marginPoints, ORDERS, parameterWords, REASONS, scopeWords } from '../design/models/model-words'
import { Facts } from './facts'

type Props = { design: StudyInput; providers: ReadonlyMap<string, string> }

/** The language models of an opened study: which, how each is asked, about what, and for how much at most. */
export function FrozenModels({ design, providers }: Props) {
  const { models: groups, protocol, parityMargin } = design
  if (groups.length === 0) return null
  return (
    <Facts
      id="models"
      title="Language models"
      facts={[
        ...groups.flatMap(({ name, codePrefix, models }) =>
          models.map((model, index): [string, string] => [
            `${name} (${codePrefix}), model ${index + 1}`,
            [
              `${model.model}, asked of ${providers.get(model.providerId) ?? 'a provider that is gone'}`,
              ...howWords(model, protocol === 'RATING'),
            ].join('\n'),
          ]),
        ),
        ['Margin to count as equal', marginWords(parityMargin)],
      ]}
    >
      <Note className="mt-5">
        Models read the texts above as people do, and take no judgment from them. How far each has come stands on the
        overview.
      </Note>
    </Facts>
  )
}

/** What counts as equal on the page Judges. */
function marginWords(margin: number): string {
  return `${marginPoints(margin)} percentage points: a model that agrees with people as often as they agree with each other, give or take this much`
}

/** How a model is asked, a line each. */
function howWords(model: ModelInput, isRating: boolean): string[] {
  const { reason, answer, orders, repeats, scope, parameters, tokenBudget, moneyBudget } = model
  const budgets = [
    ...(tokenBudget === null ? [] : [`${tokenBudget.toLocaleString('en')} tokens`]),
    ...(moneyBudget === null ? [] : [`${moneyBudget.toLocaleString('en')} in the currency of its price`]),
  ]
  const again =
    repeats === 0
      ? []
      : [`asked again ${repeats === 1 ? 'once' : count(repeats, 'time')}${isRating ? '' : ' in the same order'}`]
  return [
    [REASONS[reason], ...(isRating ? [] : [ORDERS[orders]]), ...again].join('; '),
    `${ANSWERS[answer]}; ${parameterWords(parameters)}`,
    `Items: ${scopeWords(scope)}`,
    `At most ${budgets.join(' and ') || 'no limit'}`,
  ]
}
