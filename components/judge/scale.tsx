import { type CSSProperties, useId } from 'react'
import { Key } from './key'
import { digitFor, keyNames } from './keys'
import { OPTION, OPTION_KEY } from './option-look'
import { anchorsFit, columnsOf } from './scale-layout'
import type { OptionsProps } from './side-options'

type Props = OptionsProps & {
  /** Whether it stands under a turn, in a line as wide as its text; else it has the width of the bar. */
  isRow?: boolean
  /** Whether what the options stand for is shown, where there is room. */
  showsAnchors?: boolean
}

const COLUMNS =
  'grid grid-cols-[repeat(var(--phone),minmax(0,1fr))] sm:grid-cols-[repeat(var(--middle),minmax(0,1fr))] spread:grid-cols-[repeat(var(--wide),minmax(0,1fr))]'
const IN_BAR = {
  grid: 'tools:grid-cols-[repeat(var(--all),minmax(0,1fr))] gap-3 max-spread:gap-2 max-sm:gap-[0.35rem]',
  option:
    'min-h-14 px-3 py-[0.45rem] text-base/[1.25] max-sm:min-h-12 max-sm:px-1 max-sm:py-[0.3rem] max-sm:text-xs/[1.25]',
}
const IN_ROW = {
  grid: 'gap-2 max-sm:gap-[0.35rem]',
  option: 'min-h-(--target) px-2 py-[0.3rem] text-sm/[1.25] max-sm:px-1 max-sm:text-xs/[1.25]',
}
/** Where there is room for what an option stands for: on what screens, and then its words stand left. */
const SHOWN = {
  sm: { anchor: 'block max-sm:hidden', option: 'sm:items-start sm:justify-start sm:text-start' },
  spread: { anchor: 'block max-spread:hidden', option: 'spread:items-start spread:justify-start spread:text-start' },
  tools: { anchor: 'block max-tools:hidden', option: 'tools:items-start tools:justify-start tools:text-start' },
  none: { anchor: 'hidden', option: '' },
}

/** The options to rate a response or a turn with, from the worst to the best: equal buttons, none preferred. */
export function Scale({ isRow = false, showsAnchors = true, ...props }: Props) {
  const { options, labelledBy, disabled, keysOn, chosen, onChoose } = props
  const id = useId()
  // All alike: one set off would be preferred.
  const weight = options.some(({ anchor }) => anchor) ? 'font-semibold' : ''
  const choices = { count: options.length, haveSides: false }
  const { phone, middle, wide } = columnsOf(options)
  const columns = { '--phone': phone, '--middle': middle, '--wide': isRow ? middle : wide, '--all': options.length }
  const look = isRow ? IN_ROW : IN_BAR
  const shown = SHOWN[showsAnchors ? anchorsFit(options, isRow) : 'none']
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset's legend could not share its line with the tools
    <div
      className={`${COLUMNS} ${look.grid}`}
      style={columns as CSSProperties}
      // From the worst to the best as the keys 1, 2, 3 lie, whichever way lines read.
      dir="ltr"
      role="group"
      aria-labelledby={labelledBy}
    >
      {options.map(({ code, label, anchor }, index) => (
        <button
          key={code}
          type="button"
          className={`${OPTION} justify-center gap-[0.6rem] text-center ${look.option} ${shown.option}`}
          disabled={disabled}
          aria-pressed={chosen === undefined ? undefined : chosen === code}
          aria-keyshortcuts={keysOn ? keyNames(index, choices) : undefined}
          aria-labelledby={`${id}${index}`}
          aria-describedby={anchor ? `${id}${index}a` : undefined}
          onClick={() => onChoose(index)}
        >
          {keysOn && ![label, ''].includes(digitFor(index)) && <Key className={OPTION_KEY}>{digitFor(index)}</Key>}
          <span className="min-w-0">
            <span id={`${id}${index}`} className={weight} dir="auto">
              {label}
            </span>
            {anchor && (
              <span
                id={`${id}${index}a`}
                dir="auto"
                className={`mt-[0.15rem] text-xs/[1.35] text-ink-2 group-disabled/option:text-inherit group-aria-pressed/option:text-inherit ${shown.anchor}`}
              >
                {anchor}
              </span>
            )}
          </span>
        </button>
      ))}
    </div>
  )
}
