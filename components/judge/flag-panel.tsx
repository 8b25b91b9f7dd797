import { useEffect, useRef, useState } from 'react'
import { fieldLabel } from '@/components/ui/field-look'
import { DeskButton } from './desk-button'
import { Panel } from './panel'
import { Acts } from './rest-page'
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
    <Panel
      role="group"
      aria-labelledby="flag-title"
      onKeyDown={(event) => event.key === 'Escape' && !event.nativeEvent.isComposing && onCancel()}
    >
      <p id="flag-title" className={fieldLabel()}>
        {t('title')}
      </p>
      <label className="text-xs/normal text-ink-2" htmlFor="flag-note">
        {t('note')}
      </label>
      <input
        id="flag-note"
        className="max-w-192"
        type="text"
        maxLength={5000}
        value={note}
        onChange={(event) => setNote(event.target.value)}
      />
      <Acts>
        {REASONS.map((flag, index) => (
          <DeskButton
            key={flag}
            disabled={disabled}
            ref={index === 0 ? first : null}
            onClick={() => onSetAside(text ? { flag, note: text } : { flag })}
          >
            {t(flag)}
          </DeskButton>
        ))}
        <DeskButton look="plain" shortcut="Esc" onClick={onCancel}>
          {t('cancel')}
        </DeskButton>
      </Acts>
    </Panel>
  )
}
