import { useEffect, useRef, useState } from 'react'
import { Key } from './key'
import type { Reason } from './submissions'
import { useTranslations } from './words'

/** As `FLAGS` of the schema, which would bring its parser along. */
const REASONS: readonly Reason['flag'][] = ['BROKEN_TEXT', 'NEEDS_EXPERTISE', 'UNSAFE', 'OTHER']

type Props = { disabled: boolean; onSetAside: (reason: Reason) => void; onCancel: () => void }

/** Why a pair cannot be judged. Choosing a reason sets it aside. */
export function FlagPanel({ disabled, onSetAside, onCancel }: Props) {
  const t = useTranslations('flag')
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
        {t('title')}
      </p>
      <label className="note" htmlFor="flag-note">
        {t('note')}
      </label>
      <input
        id="flag-note"
        type="text"
        maxLength={5000}
        value={note}
        onChange={(event) => setNote(event.target.value)}
      />
      <div className="opts">
        {REASONS.map((flag, index) => (
          <button
            key={flag}
            type="button"
            className="btn"
            disabled={disabled}
            ref={index === 0 ? first : null}
            onClick={() => onSetAside(text ? { flag, note: text } : { flag })}
          >
            {t(flag)}
          </button>
        ))}
        <button type="button" className="btn plain" onClick={onCancel}>
          {t('cancel')} <Key>Esc</Key>
        </button>
      </div>
    </div>
  )
}
