import { useState } from 'react'
import { useTranslations } from './words'

type Props = { words: string }

/** What somebody wrote with a verdict that was not stored, to be copied: it is nowhere else. */
export function Written({ words }: Props) {
  const t = useTranslations('answer')
  const [isCopied, setCopied] = useState(false)
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(words)
      setCopied(true)
    } catch {
      // No access to the clipboard: it can be selected by hand.
    }
  }
  return (
    <div className="written">
      <blockquote dir="auto">{words}</blockquote>
      <button type="button" className="btn" onClick={() => void copy()}>
        {t(isCopied ? 'copied' : 'copy')}
      </button>
    </div>
  )
}
