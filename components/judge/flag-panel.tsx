import { useEffect, useRef, useState } from 'react'
import type { FLAGS } from '@/lib/judgments/schema'
import { Key } from './key'
import type { Reason } from './submissions'

type Flag = (typeof FLAGS)[number]

const REASONS: [Flag, string][] = [
  ['BROKEN_TEXT', 'Text is broken or cut off'],
  ['NEEDS_EXPERTISE', 'Outside my knowledge'],
  ['UNSAFE', 'Upsetting or unsafe'],
  ['OTHER', 'Something else'],
]

type Props = { disabled: boolean; onSetAside: (reason: Reason) => void; onCancel: () => void }

/** Why a pair cannot be judged. Choosing a reason sets it aside. */
export function FlagPanel({ disabled, onSetAside, onCancel }: Props) {
  const [note, setNote] = useState('')
  const first = useRef<HTMLButtonElement>(null)
  useEffect(() => first.current?.focus({ preventScroll: true }), [])
  const text = note.trim()
  return (
    // biome-ignore lint/a11y/useSemanticElements: its question is a sentence, not a legend
    <div
      className="panel flag"
      role="group"
      aria-labelledby="flag-title"
      onKeyDown={(event) => event.key === 'Escape' && !event.nativeEvent.isComposing && onCancel()}
    >
      <p id="flag-title" className="label">
        Why can this not be judged? You get another pair; the researchers see your reason.
      </p>
      <label className="field" htmlFor="flag-note">
        A note, if you like
      </label>
      <input
        id="flag-note"
        type="text"
        maxLength={5000}
        value={note}
        onChange={(event) => setNote(event.target.value)}
      />
      <div className="opts">
        {REASONS.map(([flag, words], index) => (
          <button
            key={flag}
            type="button"
            className="btn"
            disabled={disabled}
            ref={index === 0 ? first : null}
            onClick={() => onSetAside(text ? { flag, note: text } : { flag })}
          >
            {words}
          </button>
        ))}
        <button type="button" className="btn plain" onClick={onCancel}>
          Cancel <Key>Esc</Key>
        </button>
      </div>
    </div>
  )
}
