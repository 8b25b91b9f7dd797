/** The table may be wider than the screen; its caption is not. */
const LOOK = 'relative overflow-x-auto [&_caption]:max-w-[calc(100vw-2*var(--gutter))] print:overflow-visible'

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
