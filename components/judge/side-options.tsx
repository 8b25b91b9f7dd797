import type { DeskOption } from '@/lib/judgments/schema'
import { Key } from './key'
import { digitFor, keyNames } from './keys'
import { OPTION, OPTION_KEY } from './option-look'

export type OptionsProps = {
  options: readonly DeskOption[]
  /** The id of what names them all. */
  labelledBy: string
  disabled: boolean
  keysOn: boolean
  /** The option shown as chosen; undefined where none can be yet. */
  chosen: string | undefined
  onChoose: (index: number) => void
}

const LOOK =
  'min-h-14 justify-center gap-3 px-3 py-[0.3rem] text-base/[1.2] max-sm:flex-col max-sm:px-1 max-sm:py-[0.4rem] max-sm:text-xs/[1.3]'

/**
 * Where options stand on phones, by how many there are; side by side, four or more would be slivers. Grades: what favours A
 * stands left, what favours B right, the middle between them; the strongest on top.
 */
const ON_PHONES: Record<number, { grid: string; places: readonly string[] }> = {
  4: { grid: 'max-sm:grid-flow-row max-sm:grid-cols-2', places: [] },
  5: {
    grid: 'max-sm:grid-cols-3 max-sm:grid-rows-2 max-sm:gap-[0.35rem] max-sm:*:min-h-12',
    places: [
      'max-sm:row-start-1',
      'max-sm:row-start-2',
      'max-sm:col-start-2 max-sm:row-span-full max-sm:self-center',
      'max-sm:col-start-3 max-sm:row-start-2',
      'max-sm:col-start-3 max-sm:row-start-1',
    ],
  },
  7: {
    grid: 'max-sm:grid-cols-3 max-sm:grid-rows-3 max-sm:gap-[0.35rem] max-sm:*:min-h-12',
    places: [
      'max-sm:row-start-1',
      'max-sm:row-start-2',
      'max-sm:row-start-3',
      'max-sm:col-start-2 max-sm:row-start-2',
      'max-sm:col-start-3 max-sm:row-start-3',
      'max-sm:col-start-3 max-sm:row-start-2',
      'max-sm:col-start-3 max-sm:row-start-1',
    ],
  },
}

/** The verdicts on two answers: equal buttons, none preferred. Codes are as presented, where A is the left answer. */
export function SideOptions({ options, labelledBy, disabled, keysOn, chosen, onChoose }: OptionsProps) {
  const grades = ON_PHONES[options.length]
  const choices = { count: options.length, haveSides: true }
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset's legend could not share its line with the tools
    <div
      className={`grid auto-cols-fr grid-flow-col gap-3 max-spread:gap-2 ${grades ? grades.grid : ''}`}
      // The verdict for the left answer stands left, as its key does.
      dir="ltr"
      role="group"
      aria-labelledby={labelledBy}
    >
      {options.map(({ code, label }, index) => (
        <button
          key={code}
          type="button"
          className={`${OPTION} ${LOOK} ${grades?.places[index] ?? ''}`}
          disabled={disabled}
          aria-pressed={chosen === undefined ? undefined : chosen === code}
          aria-keyshortcuts={keysOn ? keyNames(index, choices) : undefined}
          onClick={() => onChoose(index)}
        >
          {keysOn && digitFor(index) && <Key className={OPTION_KEY}>{digitFor(index)}</Key>}
          <Label text={label} />
        </button>
      ))}
    </div>
  )
}

/** Sets off what the eye looks for: the answer's letter, with the word or two before it. Labels are in the researcher's language. */
function Label({ text }: { text: string }) {
  const name = /^((?:\S+ ){1,2}[AB][가이은는의]?|Neither|Both|Tie|둘 다)(?=\s|$)/.exec(text)?.[0] ?? ''
  return (
    <span dir="auto">
      {name && <strong className="max-sm:block">{name}</strong>}
      {text.slice(name.length)}
    </span>
  )
}
