import { useEffect, useEffectEvent, useState } from 'react'
import { isPlain, isScrolling, isTyping, letterOf, optionForKey } from './keys'

type Handlers = {
  /** How many verdicts there are to choose from; 0 while none may be given. */
  options: number
  onOption: (index: number) => void
  onQuestion: () => void
  onInstructions: () => void
  onHelp: () => void
}

/** The screen's single-key shortcuts. Silent while somebody types, in dialogs, and when switched off. */
export function useKeys(enabled: boolean, handlers: Handlers): void {
  const onKey = useEffectEvent((event: KeyboardEvent) => {
    if (!enabled || event.defaultPrevented || isTyping(event.target) || document.querySelector('dialog[open]')) return
    if (!isPlain(event) || isScrolling(event.target, event)) return
    const letter = letterOf(event)
    const index = optionForKey(event, handlers.options)
    if (index !== null) handlers.onOption(index)
    else if (letter === 'q') handlers.onQuestion()
    else if (letter === 'i') handlers.onInstructions()
    else if (letter === '?') handlers.onHelp()
    else return
    event.preventDefault()
  })
  useEffect(() => {
    const listener = (event: KeyboardEvent) => onKey(event)
    window.addEventListener('keydown', listener)
    return () => window.removeEventListener('keydown', listener)
  }, [])
}

const SETTING = 'evenhand:keys'

/** Whether single keys act, as this browser's annotator set it (WCAG 2.1.4). */
export function useKeysSetting(): [boolean, (on: boolean) => void] {
  const [on, setOn] = useState(true)
  useEffect(() => setOn(readSetting() !== 'off'), [])
  return [
    on,
    (next) => {
      setOn(next)
      try {
        localStorage.setItem(SETTING, next ? 'on' : 'off')
      } catch {
        // Storage is blocked: the choice holds for this page.
      }
    },
  ]
}

function readSetting(): string | null {
  try {
    return localStorage.getItem(SETTING)
  } catch {
    return null
  }
}
