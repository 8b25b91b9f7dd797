import { useEffect, useRef, useState } from 'react'
import { button } from '@/components/ui/button-look'
import { DeskButton } from './desk-button'
import { Markdown } from './markdown'
import { Acts, RestPage } from './rest-page'
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
    <RestPage data-part="consent">
      <h1 className="focus:outline-none" tabIndex={-1} ref={heading}>
        {t('title')}
      </h1>
      <Markdown html={html} />
      <Acts>
        <DeskButton look="primary" disabled={isSending} onClick={() => void agree()}>
          {t('agree')}
        </DeskButton>
        <a className={button()} href="/">
          {t('no')}
        </a>
        <p className="text-xs/normal text-ink-2" role="status">
          {hold && !isSending && t('failed')}
        </p>
      </Acts>
    </RestPage>
  )
}
