import type { ComponentProps } from 'react'
import { button, type Look } from '@/components/ui/button-look'
import { Key } from './key'

type Props = Omit<ComponentProps<'button'>, 'type'> & {
  look?: Look
  /** The key that does the same; none where keys are switched off. */
  shortcut?: string | false
}

/** A native button: that of `components/ui` would bring much to the judging page that it does not need. */
export function DeskButton({ look = 'normal', shortcut = false, className = '', children, ...props }: Props) {
  return (
    <button type="button" className={`${button({ look })} min-w-(--target) ${className}`} {...props}>
      {children} {shortcut && <Key look={look}>{shortcut}</Key>}
    </button>
  )
}
