import type { Look } from '@/components/ui/button-look'

const FRAMES: Partial<Record<Look, string>> = {
  primary: 'border-current bg-transparent text-inherit',
  plain: 'border-rule',
}

type Props = { children: React.ReactNode; look?: Look; className?: string }

/**
 * A key cap, in the frame of what it stands on. Hidden from assistive technology, which gets `aria-keyshortcuts` from the
 * control, and on phones, which have no keys.
 */
export function Key({ children, look = 'normal', className = '' }: Props) {
  return (
    <span className="contents max-sm:hidden" aria-hidden="true">
      <kbd className={`${FRAMES[look] ?? ''} ${className}`}>{children}</kbd>
    </span>
  )
}
