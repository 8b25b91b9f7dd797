import type { DeskCriterion } from '@/lib/judgments/schema'
import { ASK, Bar } from './bar'
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

const OPTION = [
  'group/option inline-flex min-h-14 min-w-(--target) cursor-pointer items-center justify-center gap-3 rounded-md border',
  'border-rule-strong bg-surface px-3 py-[0.3rem] font-sans text-base/[1.2] font-normal text-ink',
  'transition-[border-color,background-color] duration-(--duration-quick) hover:border-ink active:enabled:translate-y-px',
  'disabled:cursor-default disabled:text-ink-3 disabled:opacity-55 disabled:hover:border-rule-strong',
  'aria-pressed:border-accent aria-pressed:bg-accent aria-pressed:text-accent-ink',
  'forced-colors:aria-pressed:bg-[Highlight] forced-colors:aria-pressed:text-[HighlightText]',
  'forced-colors:aria-pressed:forced-color-adjust-none print:hidden',
  'max-sm:flex-col max-sm:px-1 max-sm:py-[0.4rem] max-sm:text-xs/[1.3]',
].join(' ')

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

/** The verdicts: equal buttons, none preferred. Codes are as presented, where A is the left answer. */
export function VerdictBar({ criterion, step, disabled, keysOn, chosen, onChoose, tools, children }: Props) {
  const t = useTranslations('verdict')
  const { question, options } = criterion
  const grades = ON_PHONES[options.length]
  return (
    <Bar className="max-sm:flex max-sm:flex-col" aria-labelledby="ask">
      {children}
      <div className="mb-[0.45rem] flex min-h-(--target) items-center gap-x-5 gap-y-1 max-spread:flex-wrap max-sm:contents">
        {/* The next question takes this one's place: it is read out as it changes. */}
        <h2 id="ask" className={`max-sm:mb-[0.45rem] ${ASK}`} aria-live={step ? 'polite' : undefined}>
          {step && <span className="block text-xs/[1.3] font-normal text-ink-2">{t('step', step)} </span>}
          {question}
        </h2>
        {tools}
      </div>
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset's legend could not share its line with the tools */}
      <div
        className={`grid auto-cols-fr grid-flow-col gap-3 max-spread:gap-2 ${grades ? grades.grid : ''}`}
        role="group"
        aria-labelledby="ask"
      >
        {options.map(({ code, label }, index) => (
          <button
            key={code}
            type="button"
            className={`${OPTION} ${grades?.places[index] ?? ''}`}
            disabled={disabled}
            aria-pressed={chosen === undefined ? undefined : chosen === code}
            aria-keyshortcuts={keysOn ? keyNames(index, options.length) : undefined}
            onClick={() => onChoose(index)}
          >
            {keysOn && index < 9 && (
              <Key className="text-sm group-aria-pressed/option:border-current group-aria-pressed/option:bg-transparent group-aria-pressed/option:text-inherit">
                {index + 1}
              </Key>
            )}
            <Label text={label} />
          </button>
        ))}
      </div>
    </Bar>
  )
}

/** Sets off what the eye looks for: the answer's letter. The labels are the researcher's, in their language. */
function Label({ text }: { text: string }) {
  const name = /^(Answer [AB]|Neither|Both|Tie|답변 [AB][가이은는의]?|둘 다)(?=\s|$)/.exec(text)?.[0] ?? ''
  return (
    <span>
      {name && <strong className="max-sm:block">{name}</strong>}
      {text.slice(name.length)}
    </span>
  )
}
