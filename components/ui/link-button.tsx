import Link from 'next/link'
import { buttonClass, type Look } from './button-class'

/** A link that looks like a button: for going somewhere, never for doing something. */
export function LinkButton({
  look = 'normal',
  href,
  prefetch,
  children,
}: {
  look?: Look
  href: string
  /** False where merely fetching the page has consequences. */
  prefetch?: false
  children: React.ReactNode
}) {
  return (
    <Link className={buttonClass(look)} href={href} {...(prefetch === false && { prefetch })}>
      {children}
    </Link>
  )
}
