import type { Turn } from '@/lib/judgments/schema'
import { Turns } from './turns'

type Props = { side: 'a' | 'b'; turns: Turn[] }

/** One of the two answers. Both go through here and differ in nothing but the letter. */
export function ResponsePane({ side, turns }: Props) {
  const other = side === 'a' ? 'b' : 'a'
  return (
    <section className="leaf" aria-labelledby={side}>
      <header>
        <h2 id={side}>Answer {side.toUpperCase()}</h2>
        <a href={`#${other}`}>To answer {other.toUpperCase()}</a>
      </header>
      <Turns turns={turns} empty="(empty response)" />
    </section>
  )
}
