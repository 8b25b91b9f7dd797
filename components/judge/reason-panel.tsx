import type { Ref } from 'react'
import { fieldLabel } from '@/components/ui/field-look'
import { DeskButton } from './desk-button'
import { Panel } from './panel'
import { Acts } from './rest-page'
import { useTranslations } from './words'

type Props = {
  value: string
  isRequired: boolean
  /** Verdicts were given and wait for the reason. */
  isWaiting: boolean
  /** It was to be sent without one. */
  isMissing: boolean
  onChange: (value: string) => void
  onSend: () => void
  onClose: () => void
  ref: Ref<HTMLTextAreaElement>
}

/** A few words on why. They go with the verdict that is pressed next, or by themselves when that was pressed before. */
export function ReasonPanel({ value, isRequired, isWaiting, isMissing, onChange, onSend, onClose, ref }: Props) {
  const t = useTranslations('reason')
  const onKeyDown = (event: React.KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
      event.preventDefault()
      onSend()
    } else if (event.key === 'Escape') {
      event.preventDefault()
      onClose()
    }
  }
  return (
    <Panel>
      <label className={fieldLabel()} htmlFor="reason">
        {t(isRequired ? 'required' : 'optional')}
      </label>
      <textarea
        id="reason"
        dir="auto"
        className="min-h-18 max-w-192 resize-y font-serif text-base"
        ref={ref}
        value={value}
        maxLength={5000}
        rows={3}
        required={isRequired}
        aria-invalid={isMissing}
        aria-describedby="reason-note"
        onChange={(event) => onChange(event.target.value)}
        onKeyDown={onKeyDown}
      />
      <Acts>
        {isWaiting && (
          <DeskButton shortcut="Ctrl Enter" onClick={onSend}>
            {t('send')}
          </DeskButton>
        )}
        <p id="reason-note" className={`text-xs/normal ${isMissing ? 'text-critical' : 'text-ink-2'}`} role="status">
          {t(isMissing ? 'missing' : isWaiting && isRequired ? 'wanted' : 'kept')}
        </p>
      </Acts>
    </Panel>
  )
}
