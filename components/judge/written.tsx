import { useState } from 'react'
import { DeskButton } from './desk-button'
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
    <div className="my-[0.35rem] flex flex-wrap items-end gap-x-4 gap-y-2">
      <blockquote
        className="m-0 max-h-[30dvh] min-w-0 shrink basis-192 overflow-y-auto border-rule-strong border-s-2 ps-[0.9rem] font-serif text-base/normal wrap-anywhere whitespace-pre-wrap"
        dir="auto"
      >
        {words}
      </blockquote>
      <DeskButton onClick={() => void copy()}>{t(isCopied ? 'copied' : 'copy')}</DeskButton>
    </div>
  )
}
