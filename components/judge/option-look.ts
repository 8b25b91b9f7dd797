/** A button that gives an answer: all of one question look alike, and the chosen one is told by more than its colour. */
export const OPTION = [
  'group/option inline-flex min-w-(--target) cursor-pointer items-center rounded-md border',
  'border-rule-strong bg-surface font-sans font-normal text-ink',
  'transition-[border-color,background-color] duration-(--duration-quick) hover:border-ink active:enabled:translate-y-px',
  'disabled:cursor-default disabled:text-ink-3 disabled:opacity-55 disabled:hover:border-rule-strong',
  'aria-pressed:border-accent aria-pressed:bg-accent aria-pressed:text-accent-ink',
  'forced-colors:aria-pressed:bg-[Highlight] forced-colors:aria-pressed:text-[HighlightText]',
  'forced-colors:aria-pressed:forced-color-adjust-none print:hidden',
].join(' ')

/** Its key. */
export const OPTION_KEY =
  'text-sm group-aria-pressed/option:border-current group-aria-pressed/option:bg-transparent group-aria-pressed/option:text-inherit'
