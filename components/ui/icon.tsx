const PATHS = {
  check: 'M3 8.5 6.5 12 13 4.5',
  caution: 'M8 2 15 14H1Z M8 6.5v3.5 M8 12v.2',
  critical: 'M8 1.5a6.5 6.5 0 1 0 0 13 6.5 6.5 0 0 0 0-13Z M5.5 5.5l5 5 M10.5 5.5l-5 5',
  even: 'M3 6h10M3 10h10',
  note: 'M8 1.5a6.5 6.5 0 1 0 0 13 6.5 6.5 0 0 0 0-13Z M8 7.5V11 M8 5v.2',
} as const

/** A glyph beside words that say the same; never alone. */
export function Icon({ name }: { name: keyof typeof PATHS }) {
  return (
    <svg
      className="size-[1em] flex-none fill-none stroke-current stroke-[1.75] align-[-0.13em]"
      viewBox="0 0 16 16"
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
    >
      <path d={PATHS[name]} />
    </svg>
  )
}
