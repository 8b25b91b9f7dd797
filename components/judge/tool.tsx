import { DeskButton } from './desk-button'

type Props = {
  name: string
  shortcut?: string | false
  onPress: () => void
  disabled?: boolean
  /** Whether what it opens is open. */
  expanded?: boolean
  /** For screens with a keyboard only. */
  wide?: boolean
  className?: string
}

/** A quiet button of the strip and the verdict bar, with its key on it. */
export function Tool({ name, shortcut = false, onPress, disabled, expanded, wide = false, className = '' }: Props) {
  return (
    <DeskButton
      look="plain"
      className={`whitespace-nowrap ${wide ? 'max-sm:hidden' : ''} ${className}`}
      shortcut={shortcut}
      onClick={onPress}
      disabled={disabled}
      aria-expanded={expanded}
      aria-keyshortcuts={shortcut || undefined}
    >
      {name}
    </DeskButton>
  )
}
