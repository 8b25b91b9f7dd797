import { useEffect, useRef, useState } from 'react'
import { Markdown } from './markdown'
import type { Hold } from './wire'
import { useTranslations } from './words'

type Props = { html: string; hold: Hold | null; onAgree: () => Promise<void> }

/** What people agree to before they see the first pair. */
export function ConsentScreen({ html, hold, onAgree }: Props) {
  const t = useTranslations('consent')
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
        {t('title')}
      </h1>
      <Markdown html={html} />
      <div className="row">
        <button type="button" className="btn primary" disabled={isSending} onClick={() => void agree()}>
          {t('agree')}
        </button>
        <a className="btn" href="/">
          {t('no')}
        </a>
        <p className="note" role="status">
          {hold && !isSending && t('failed')}
        </p>
      </div>
    </main>
  )
}
