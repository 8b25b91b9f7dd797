import Link from 'next/link'
import { buttonClass, type Look } from './button-class'

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
    <Link className={buttonClass(look)} href={href}>
      {children}
    </Link>
  )
}
