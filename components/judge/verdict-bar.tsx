import type { DeskStudy } from '@/lib/judgments/schema'
import { Key } from './key'
import { keyNames } from './keys'

type Props = {
  question: string
  options: DeskStudy['options']
  disabled: boolean
  keysOn: boolean
  /** The option shown as chosen, if any. */
  chosen?: string | null
  onChoose: (code: string) => void
  children?: React.ReactNode
}

/** The verdicts: equal buttons, none preferred. Codes are as presented, where A is the left answer. */
export function VerdictBar({ question, options, disabled, keysOn, chosen = null, onChoose, children }: Props) {
  return (
    <section className="verdict" id="verdict" aria-labelledby="ask">
      <div className="ask">
        <h2 id="ask">{question}</h2>
        {children}
      </div>
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset's legend could not share its line with the tools */}
      <div className="options" role="group" aria-labelledby="ask" data-count={options.length}>
        {options.map(({ code, label }, index) => (
          <button
            key={code}
            type="button"
            className="btn"
            disabled={disabled}
            aria-pressed={chosen === null ? undefined : chosen === code}
            aria-keyshortcuts={keysOn ? keyNames(index, options.length) : undefined}
            onClick={() => onChoose(code)}
          >
            {keysOn && index < 9 && <Key>{index + 1}</Key>}
            <Label text={label} />
          </button>
        ))}
      </div>
    </section>
  )
}

/** Sets off what the eye looks for: the answer's letter. */
function Label({ text }: { text: string }) {
  const name = /^(Answer [AB]|Neither|Both|Tie)(?=\s|$)/.exec(text)?.[0] ?? ''
  return (
    <span>
      {name && <strong>{name}</strong>}
      {text.slice(name.length)}
    </span>
  )
}
