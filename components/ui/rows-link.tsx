import Link from 'next/link'

/** A number that opens the rows behind it; plain where there are none to open. */
export function RowsLink({ href, children }: { href: string | null; children: React.ReactNode }) {
  if (href === null) return children
  return (
    <Link className="rows" href={href}>
      {children}
    </Link>
  )
}
