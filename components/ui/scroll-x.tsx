/** A frame in which a wide table scrolls by itself; a region, so that the keyboard can scroll it, too. */
export function ScrollX({
  label,
  className,
  children,
}: {
  label: string
  className?: string
  children: React.ReactNode
}) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: without it the keyboard cannot scroll (WCAG 2.1.1)
    <section className={className ? `scroll-x ${className}` : 'scroll-x'} aria-label={label} tabIndex={0}>
      {children}
    </section>
  )
}
