import type { Ref } from 'react'
import type { Turn } from '@/lib/judgments/schema'
import { Turns } from './turns'
import { useTranslations } from './words'

type Props = {
  side: 'a' | 'b'
  id: string
  otherId: string
  turns: Turn[]
  raw: string[] | null
  /** Whether it scrolls by itself, so that the keyboard must reach it. */
  scrolls: boolean
  ref?: Ref<HTMLElement>
}

/** One of the two answers. Both go through here and differ in nothing but the letter. */
export function ResponsePane({ side, id, otherId, turns, raw, scrolls, ref }: Props) {
  const t = useTranslations('answer')
  return (
    <section className="leaf" aria-labelledby={id} ref={ref} tabIndex={scrolls ? 0 : undefined}>
      <header>
        <h2 id={id}>{t(side)}</h2>
        <a href={`#${otherId}`}>{t(side === 'a' ? 'toB' : 'toA')}</a>
      </header>
      <Turns turns={turns} raw={raw} empty={t('empty')} />
    </section>
  )
}
