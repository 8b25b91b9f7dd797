import { useEffect, useRef, useState } from 'react'
import { Markdown } from './markdown'
import type { Hold } from './wire'

type Props = { html: string; hold: Hold | null; onAgree: () => Promise<void> }

/** What people agree to before they see the first pair. */
export function ConsentScreen({ html, hold, onAgree }: Props) {
  const heading = useRef<HTMLHeadingElement>(null)
  const [isSending, setSending] = useState(false)
  useEffect(() => heading.current?.focus({ preventScroll: true }), [])
  const agree = async () => {
    setSending(true)
    await onAgree()
    setSending(false)
  }
  return (
    <main className="rest consent">
      <h1 tabIndex={-1} ref={heading}>
        Before you begin
      </h1>
      <Markdown html={html} />
      <div className="row">
        <button type="button" className="btn primary" disabled={isSending} onClick={() => void agree()}>
          I agree, begin
        </button>
        <a className="btn" href="/">
          Not now
        </a>
        <p className="note" role="status">
          {hold && !isSending && 'That did not reach the server. Please try again.'}
        </p>
      </div>
    </main>
  )
}
