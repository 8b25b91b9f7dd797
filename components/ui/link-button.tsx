import Link from 'next/link'
import { button, type Look } from './button-look'

/** A link that looks like a button: for going somewhere, never for doing something. */
export function LinkButton({
  look = 'normal',
  href,
  children,
}: {
  look?: Look
  href: string
  children: React.ReactNode
}) {
  return (
    <Link className={button({ look })} href={href}>
      {children}
    </Link>
  )
}
