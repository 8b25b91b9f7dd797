import type { Turn } from '@/lib/judgments/schema'
import { Turns } from './turns'

type Props = { side: 'a' | 'b'; id: string; otherId: string; turns: Turn[] }

/** One of the two answers. Both go through here and differ in nothing but the letter. */
export function ResponsePane({ side, id, otherId, turns }: Props) {
  const other = side === 'a' ? 'B' : 'A'
  return (
    <section className="leaf" aria-labelledby={id}>
      <header>
        <h2 id={id}>Answer {side.toUpperCase()}</h2>
        <a href={`#${otherId}`}>To answer {other}</a>
      </header>
      <Turns turns={turns} empty="(empty response)" />
    </section>
  )
}
