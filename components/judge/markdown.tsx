import { useEffect, useRef } from 'react'
import { addCopyButtons } from './copy-buttons'
import { useTranslations } from './words'

type Props = { html: string; className?: string }

/** Text that `lib/markdown` has rendered: the one place where HTML is put into the page as it is. */
export function Markdown({ html, className = 'md' }: Props) {
  const t = useTranslations('answer')
  const content = useRef<HTMLDivElement>(null)
  const [copy, copied] = [t('copy'), t('copied')]
  useEffect(() => {
    // Read, so that new text gets buttons, too.
    if (html && content.current) addCopyButtons(content.current, { copy, copied })
  }, [html, copy, copied])
  // Its blocks have their own direction each, and lists and quotes are told theirs where it is not this one.
  // biome-ignore lint/security/noDangerouslySetInnerHtml: rendered and sanitized on the server by renderMarkdown
  return <div className={className} ref={content} dir="ltr" dangerouslySetInnerHTML={{ __html: html }} />
}
