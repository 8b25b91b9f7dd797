import type { DeskCriterion } from '@/lib/judgments/schema'
import { Key } from './key'
import { keyNames } from './keys'
import { useTranslations } from './words'

type Props = {
  criterion: DeskCriterion
  /** Which question this is, when there are several. */
  step: { now: number; of: number } | null
  disabled: boolean
  keysOn: boolean
  /** The option shown as chosen; undefined where none can be yet. */
  chosen: string | undefined
  onChoose: (index: number) => void
  /** Stands beside the question. */
  tools?: React.ReactNode
  /** Stands above the question. */
  children?: React.ReactNode
}

/** The verdicts: equal buttons, none preferred. Codes are as presented, where A is the left answer. */
export function VerdictBar({ criterion, step, disabled, keysOn, chosen, onChoose, tools, children }: Props) {
  const t = useTranslations('verdict')
  const { question, options } = criterion
  return (
    <section className="verdict" id="verdict" aria-labelledby="ask">
      {children}
      <div className="ask">
        {/* The next question takes this one's place: it is read out as it changes. */}
        <h2 id="ask" aria-live={step ? 'polite' : undefined}>
          {step && <span className="step">{t('step', step)} </span>}
          {question}
        </h2>
        {tools}
      </div>
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset's legend could not share its line with the tools */}
      <div className="options" role="group" aria-labelledby="ask" data-count={options.length}>
        {options.map(({ code, label }, index) => (
          <button
            key={code}
            type="button"
            className="btn"
            disabled={disabled}
            aria-pressed={chosen === undefined ? undefined : chosen === code}
            aria-keyshortcuts={keysOn ? keyNames(index, options.length) : undefined}
            onClick={() => onChoose(index)}
          >
            {keysOn && index < 9 && <Key>{index + 1}</Key>}
            <Label text={label} />
          </button>
        ))}
      </div>
    </section>
  )
}

/** Sets off what the eye looks for: the answer's letter. The labels are the researcher's, in their language. */
function Label({ text }: { text: string }) {
  const name = /^(Answer [AB]|Neither|Both|Tie|답변 [AB][가이은는의]?|둘 다)(?=\s|$)/.exec(text)?.[0] ?? ''
  return (
    <span>
      {name && <strong>{name}</strong>}
      {text.slice(name.length)}
    </span>
  )
}
