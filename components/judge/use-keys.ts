import { useEffect, useEffectEvent, useState } from 'react'
import { type Choices, isPlain, isPressable, isScrolling, isTyping, letterOf, optionForKey } from './keys'

type Handlers = {
  /** What there is to choose from; absent while nothing may be chosen. */
  options?: Choices | undefined
  onOption?: (index: number) => void
  /** By the lower-case name of the key: `q`, `?`, `escape`. */
  keys?: Record<string, (() => void) | null>
}

/** Single-key shortcuts. Silent while somebody types, in dialogs, and when switched off. */
export function useKeys(enabled: boolean, { options, onOption, keys = {} }: Handlers): void {
  const onKey = useEffectEvent((event: KeyboardEvent) => {
    if (!enabled || event.defaultPrevented || isTyping(event.target) || document.querySelector('dialog[open]')) return
    if (!isPlain(event) || isScrolling(event.target, event)) return
    if (event.key === 'Enter' && isPressable(event.target)) return
    const index = options ? optionForKey(event, options) : null
    const run = index !== null ? () => onOption?.(index) : keys[letterOf(event)]
    if (!run) return
    event.preventDefault()
    run()
  })
  useEffect(() => {
    const listener = (event: KeyboardEvent) => onKey(event)
    window.addEventListener('keydown', listener)
    return () => window.removeEventListener('keydown', listener)
  }, [])
}

const settingOf = (person: string) => `evenhand:keys:${person}`

/** Whether single keys act, as a person set it in this browser (WCAG 2.1.4). */
export function useKeysSetting(person: string): [boolean, (on: boolean) => void] {
  const [on, setOn] = useState(true)
  useEffect(() => setOn(readSetting(person) !== 'off'), [person])
  return [
    on,
    (next) => {
      setOn(next)
      try {
        localStorage.setItem(settingOf(person), next ? 'on' : 'off')
      } catch {
        // Storage is blocked: the choice holds for this page.
      }
    },
  ]
}

function readSetting(person: string): string | null {
  try {
    return localStorage.getItem(settingOf(person))
  } catch {
    return null
  }
}
