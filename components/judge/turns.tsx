import type { CSSProperties } from 'react'
import type { Turn } from '@/lib/judgments/schema'
import { Markdown } from './markdown'
import { useTranslations } from './words'

type Props = {
  turns: Turn[]
  /** The turns as they were written, to be shown instead. */
  raw: string[] | null
  empty: string
}

/** A conversation; a single turn stands without its speaker's name. Side by side, turns share rows below the heading's. */
export function Turns({ turns, raw, empty }: Props) {
  const t = useTranslations('answer')
  if (turns.length === 0) return <p className="md text-ink-2 italic">{empty}</p>
  return turns.map(({ role, html }, index) => (
    <div
      // biome-ignore lint/suspicious/noArrayIndexKey: a conversation's turns never change places
      key={index}
      className={`spread:min-w-0 spread:[grid-area:var(--at)/1] ${index > 0 ? 'mt-[1.6rem]' : ''}`}
      data-turn
      style={{ '--at': index + 2 } as CSSProperties}
    >
      {turns.length > 1 && <p className="mb-[0.3rem] text-xs font-semibold text-ink-3">{t(role)}</p>}
      {html ? <Content html={html} text={raw?.[index]} /> : <p className="md text-ink-2 italic">{empty}</p>}
    </div>
  ))
}

function Content({ html, text }: { html: string; text: string | undefined }) {
  if (text === undefined) return <Markdown html={html} />
  return (
    <div className="md" dir="auto">
      <p className="raw">{text}</p>
    </div>
  )
}
