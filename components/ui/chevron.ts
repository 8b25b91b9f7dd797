/** Before a summary: points on, as lines read, while what it names is folded, down when it is not. */
export const CHEVRON =
  'before:size-[0.4rem] before:flex-none before:-rotate-45 before:border-e-[1.5px] before:border-b-[1.5px] before:border-ink-3 rtl:before:rotate-45 [details[open]>&]:before:rotate-45 rtl:[details[open]>&]:before:-rotate-45'
