/** Before a summary: points to the right while what it names is folded, down when it is not. */
export const CHEVRON =
  'before:size-[0.4rem] before:flex-none before:-rotate-45 before:border-r-[1.5px] before:border-b-[1.5px] before:border-ink-3 [details[open]>&]:before:rotate-45'
