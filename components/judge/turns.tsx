import type { CSSProperties } from 'react'
import type { Turn } from '@/lib/judgments/schema'
import { Markdown } from './markdown'
import { useTranslations } from './words'

type Props = {
  turns: readonly Turn[]
  /** The turns as they were written, to be shown instead. */
  raw: readonly string[] | null
  empty: string
  /** Side by side, how many turns share rows with their counterparts, below the heading's; what follows stands together. */
  aligned?: number
}

/** A conversation; a single turn stands without its speaker's name. */
export function Turns({ turns, raw, empty, aligned = turns.length }: Props) {
  if (turns.length === 0) return <p className="md text-ink-2 italic">{empty}</p>
  const texts = turns.map((turn, place) => (
    <TurnText
      // biome-ignore lint/suspicious/noArrayIndexKey: a conversation's turns never change places
      key={place}
      className={place > 0 ? 'mt-[1.6rem]' : ''}
      {...{ turn, empty, raw: raw?.[place], isNamed: turns.length > 1 }}
    />
  ))
  const rows = [...texts.slice(0, aligned), texts.slice(aligned)].filter((row) => !Array.isArray(row) || row.length > 0)
  return rows.map((row, place) => (
    <div
      // biome-ignore lint/suspicious/noArrayIndexKey: nor do rows
      key={place}
      className="spread:min-w-0 spread:[grid-area:var(--at)/1]"
      data-turn
      style={{ '--at': place + 2 } as CSSProperties}
    >
      {row}
    </div>
  ))
}

type TextProps = {
  turn: Turn
  raw: string | undefined
  empty: string
  /** Whether it says who speaks. */
  isNamed: boolean
  className?: string
}

/** What one of them says. */
export function TurnText({ turn: { role, html }, raw, empty, isNamed, className = '' }: TextProps) {
  const t = useTranslations('answer')
  return (
    <div className={className} data-role={role}>
      {isNamed && <p className="mb-[0.3rem] text-xs font-semibold text-ink-3">{t(role)}</p>}
      {html ? <Content html={html} text={raw} /> : <p className="md text-ink-2 italic">{empty}</p>}
    </div>
  )
}

function Content({ html, text }: { html: string; text: string | undefined }) {
  if (text === undefined) return <Markdown html={html} />
  return (
    <div className="md" dir="auto">
      <p className="raw">{text}</p>
    </div>
  )
}
