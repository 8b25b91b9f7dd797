import Link from 'next/link'

type Props = { href: string | null; prefetch?: false; children: React.ReactNode }

/** A number that opens the rows behind it; plain where there are none to open. */
export function RowsLink({ href, prefetch, children }: Props) {
  if (href === null) return children
  return (
    <Link
      className="text-inherit underline decoration-rule-strong decoration-dotted decoration-1 underline-offset-[0.25em] hover:text-accent hover:decoration-accent hover:decoration-solid print:no-underline"
      href={href}
      {...(prefetch === false && { prefetch })}
      data-rows
    >
      {children}
    </Link>
  )
}
