import { count } from '@/lib/numbers/count'

/** Annotators as the files group them. */
export type Group = { name: string; kind: 'HUMAN' | 'LLM'; judgments: number; annotators: number }

type Props = { groups: readonly Group[]; models: readonly string[]; onChange: (models: string[]) => void }

/** Of each group, whether it is people or language models: guessed from its name, so somebody has to look. */
export function GroupKinds({ groups, models, onChange }: Props) {
  return (
    <fieldset className="max-h-[22rem] overflow-y-auto text-sm">
      <legend className="font-semibold">Groups</legend>
      {groups.map(({ name, judgments, annotators }) => {
        const isModel = models.includes(name)
        return (
          <div key={name} className="border-b border-rule py-[0.4rem] last:border-b-0">
            <span className="wrap-anywhere">{name}</span>
            <span className="block text-xs text-ink-2">
              {count(judgments, 'judgment')}
              {annotators > 0 && ` by ${annotators.toLocaleString('en')}`}
            </span>
            <select
              aria-label={`Kind of ${name}`}
              value={isModel ? 'LLM' : 'HUMAN'}
              onChange={({ target }) =>
                onChange(target.value === 'LLM' ? [...models, name] : models.filter((one) => one !== name))
              }
            >
              <option value="HUMAN">people</option>
              <option value="LLM">language models</option>
            </select>
          </div>
        )
      })}
    </fieldset>
  )
}
