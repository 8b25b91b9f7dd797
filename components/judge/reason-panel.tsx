import type { Ref } from 'react'
import { Key } from './key'

type Props = {
  value: string
  isRequired: boolean
  /** Verdicts were given and wait for the reason. */
  isWaiting: boolean
  isMissing: boolean
  onChange: (value: string) => void
  onSend: () => void
  onClose: () => void
  ref: Ref<HTMLTextAreaElement>
}

/** A few words on why. They go with the verdict that is pressed next, or by themselves when that was pressed before. */
export function ReasonPanel({ value, isRequired, isWaiting, isMissing, onChange, onSend, onClose, ref }: Props) {
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
      <label className="field" htmlFor="reason">
        {isRequired ? 'Your reason (a sentence is enough)' : 'Your reason (optional, a sentence is enough)'}
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
        <p id="reason-note" className={isMissing ? 'note missing' : 'note'} role="status">
          {isMissing && 'This study asks for a reason with each verdict. Write one, then send. '}
          {!isMissing && 'Kept on this device until it is sent with the verdict. '}
        </p>
        {isWaiting && (
          <button type="button" className="btn" onClick={onSend}>
            Send the verdict <Key>Ctrl Enter</Key>
          </button>
        )}
      </div>
    </div>
  )
}
