import type { Turn } from '@/lib/judgments/schema'
import { Markdown } from './markdown'

const SPEAKERS = { system: 'Instructions to the assistant', user: 'User', assistant: 'Assistant' } as const

type Props = { turns: Turn[]; empty: string }

/** A conversation; a single turn stands without its speaker's name. */
export function Turns({ turns, empty }: Props) {
  if (turns.length === 0) return <p className="md empty">{empty}</p>
  return turns.map(({ role, html }, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: a conversation's turns never change places
    <div className="turn" key={index}>
      {turns.length > 1 && <p className="speaker">{SPEAKERS[role]}</p>}
      {html ? <Markdown html={html} /> : <p className="md empty">{empty}</p>}
    </div>
  ))
}
