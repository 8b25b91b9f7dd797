/** At an edge behind which there is more stands a shadow; covers that move with the table hide it where there is none. */
const SHADOWS = [
  'bg-no-repeat bg-[length:2.5rem_100%,2.5rem_100%,0.7rem_100%,0.7rem_100%] bg-[position:left,right,left,right]',
  '[background-attachment:local,local,scroll,scroll]',
  'bg-[image:linear-gradient(to_right,var(--color-paper)_40%,transparent),linear-gradient(to_left,var(--color-paper)_40%,transparent),linear-gradient(to_right,color-mix(in_oklab,var(--color-ink)_22%,transparent),transparent),linear-gradient(to_left,color-mix(in_oklab,var(--color-ink)_22%,transparent),transparent)]',
  'print:bg-none',
].join(' ')

/** The table may be wider than the screen; its caption is not. */
const LOOK = `relative overflow-x-auto [&_caption]:max-w-[calc(100vw-2*var(--gutter))] print:overflow-visible ${SHADOWS}`

/** A frame in which a wide table scrolls by itself; a region, so that the keyboard can scroll it, too. */
export function ScrollX({
  label,
  className = '',
  children,
}: {
  label: string
  className?: string
  children: React.ReactNode
}) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: without it the keyboard cannot scroll (WCAG 2.1.1)
    <section className={`${LOOK} ${className}`} aria-label={label} tabIndex={0} data-scroll-x>
      {children}
    </section>
  )
}
