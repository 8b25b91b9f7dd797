import type { Ref } from 'react'
import { Key } from './key'
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
    <div className="panel reason">
      <label className="label" htmlFor="reason">
        {t(isRequired ? 'required' : 'optional')}
      </label>
      <textarea
        id="reason"
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
      <div className="row">
        {isWaiting && (
          <button type="button" className="btn" onClick={onSend}>
            {t('send')} <Key>Ctrl Enter</Key>
          </button>
        )}
        <p id="reason-note" className={isMissing ? 'note missing' : 'note'} role="status">
          {t(isMissing ? 'missing' : isWaiting && isRequired ? 'wanted' : 'kept')}
        </p>
      </div>
    </div>
  )
}
