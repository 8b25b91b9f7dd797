/** What of a keyboard event decides. */
export type KeyPress = Pick<
  KeyboardEvent,
  'key' | 'code' | 'repeat' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey' | 'isComposing'
>

const LETTERS = ['a', 'n', 'b']
const ARROWS = ['ArrowLeft', 'ArrowDown', 'ArrowRight']
const ARIA_NAMES = ['A ArrowLeft', 'N ArrowDown', 'B ArrowRight']

/** How many options there are to choose from, and whether they are about sides: A, neither, B. */
export type Choices = { count: number; haveSides: boolean }

/**
 * Which of the options, by place, a key press chooses: 1, 2, 3, … and 0 for the tenth; of three about sides also A N B and
 * ← ↓ →.
 * @returns the index, or null when the press means something else
 */
export function optionForKey(press: KeyPress, { count, haveSides }: Choices): number | null {
  if (!isPlain(press)) return null
  const key = letterOf(press)
  const named = haveSides && count === 3 ? Math.max(LETTERS.indexOf(key), ARROWS.indexOf(press.key)) : -1
  const index = named >= 0 ? named : placeOf(press)
  return index >= 0 && index < count ? index : null
}

/** For `aria-keyshortcuts`. */
export function keyNames(index: number, { count, haveSides }: Choices): string {
  const named = haveSides && count === 3 ? ARIA_NAMES[index] : ''
  return [digitFor(index), named].filter(Boolean).join(' ')
}

/** The digit that chooses an option; none beyond the tenth. */
export function digitFor(index: number): string {
  return index > 9 ? '' : String((index + 1) % 10)
}

/** The Latin letter on the key, so that shortcuts work with Korean, Greek or Arabic switched on. */
export function letterOf({ key, code }: KeyPress): string {
  const latin = /^[a-z?]$/i.test(key)
  return (latin ? key : /^Key[A-Z]$/.test(code) ? code.slice(3) : key).toLowerCase()
}

/** Nothing held down with it, not an auto-repeat, not in the middle of composing a character. */
export function isPlain({ repeat, ctrlKey, metaKey, altKey, isComposing }: KeyPress): boolean {
  return !(repeat || ctrlKey || metaKey || altKey || isComposing)
}

/** The place of the digit typed, or of the one on the key where digits need Shift, as on French keyboards; else -1. */
function placeOf({ key, code, shiftKey }: KeyPress): number {
  const onKey = shiftKey ? undefined : /^Digit(\d)$/.exec(code)?.[1]
  const digit = /^\d$/.test(key) ? key : onKey
  return digit === undefined ? -1 : (Number(digit) + 9) % 10
}

/** Whether keys belong to what has the focus: a text field, a list, an open dialog. */
export function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false
  return (
    target.isContentEditable || target.closest('input:not([type=checkbox]), textarea, select, dialog[open]') !== null
  )
}

/** Whether arrows scroll what has the focus: a wide table, code, a formula, a long prompt. */
export function isScrolling(target: EventTarget | null, { key }: KeyPress): boolean {
  return key.startsWith('Arrow') && target instanceof HTMLElement && target.matches('[tabindex="0"]')
}

/** Whether Enter and Space already mean something to what has the focus. */
export function isPressable(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.closest('a, button, summary, label') !== null
}
