const BASE = [
  'inline-flex min-h-(--target) cursor-pointer items-center justify-center gap-2 rounded-md py-[0.3rem] font-sans',
  'transition-[border-color,background-color] duration-(--duration-quick)',
  'disabled:cursor-default disabled:opacity-55 data-disabled:cursor-default data-disabled:opacity-55',
  'data-pending:cursor-default data-pending:opacity-55 print:hidden',
].join(' ')

const PRIMARY =
  'border border-accent bg-accent px-[0.9rem] font-medium text-accent-ink no-underline hover:bg-[color-mix(in_oklab,var(--color-accent)_88%,var(--color-ink))]'

const LOOKS = {
  normal:
    'border border-rule-strong bg-surface px-[0.9rem] text-sm/[1.2] font-medium text-ink no-underline hover:border-ink',
  primary: `${PRIMARY} text-sm/[1.2]`,
  plain:
    'border border-transparent bg-transparent px-[0.4rem] text-sm/[1.2] font-medium text-ink-2 no-underline hover:bg-wash hover:text-ink',
  link: 'border-0 bg-transparent px-0 text-sm/[1.2] text-accent underline decoration-1 underline-offset-[0.18em] hover:decoration-2',
  /** The primary act at the foot of a panel. */
  last: `${PRIMARY} mt-[1.1rem] h-11 w-full text-base/[1.2]`,
  /** − and + beside a number. */
  step: 'w-(--target) border border-rule-strong bg-surface px-0 text-base/[1.2] font-medium text-ink hover:border-ink',
}
export type Look = keyof typeof LOOKS

type Wanted = {
  look?: Look | undefined
  /** What it needs besides. */
  className?: string
}

/** The look of a button, of links and react-aria's buttons too. By hand: the judging page has no room for a library. */
export function button({ look = 'normal', className = '' }: Wanted = {}): string {
  return `${BASE} ${LOOKS[look]} ${className}`
}
