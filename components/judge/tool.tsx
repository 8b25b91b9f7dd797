import { Key } from './key'

type Props = {
  name: string
  shortcut?: string | false
  onPress: () => void
  disabled?: boolean
  /** Whether what it opens is open. */
  expanded?: boolean
  /** For screens with a keyboard only. */
  wide?: boolean
}

/** A quiet button of the strip and the verdict bar, with its key on it. */
export function Tool({ name, shortcut = false, onPress, disabled, expanded, wide = false }: Props) {
  return (
    <button
      type="button"
      className={wide ? 'btn plain disp' : 'btn plain'}
      onClick={onPress}
      disabled={disabled}
      aria-expanded={expanded}
      aria-keyshortcuts={shortcut || undefined}
    >
      {name} {shortcut && <Key>{shortcut}</Key>}
    </button>
  )
}
