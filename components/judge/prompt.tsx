import type { Ref } from 'react'
import type { Turn } from '@/lib/judgments/schema'
import { firstWords } from './first-words'
import { Key } from './key'
import { Turns } from './turns'
import { useTranslations } from './words'

type Props = {
  turns: Turn[]
  raw: string[] | null
  framing: string
  keysOn: boolean
  ref: Ref<HTMLDetailsElement>
}

/** Characters from which a prompt is set smaller, and from which it scrolls in a frame: the answers must stay in sight. */
const LONG = 700
const TALL = 3000

/** What the answers answer: open at first, closed to its first words with Q. */
export function Prompt({ turns, raw, framing, keysOn, ref }: Props) {
  const t = useTranslations('question')
  const last = turns.findLast(({ role }) => role === 'user') ?? turns.at(-1)
  const length = turns.reduce((sum, { html }) => sum + html.length, 0)
  const body = <Turns turns={turns} raw={raw} empty={t('empty')} />
  return (
    <details className="question" open ref={ref}>
      <summary aria-keyshortcuts={keysOn ? 'Q' : undefined}>
        <span className="frame" dir="auto">
          {framing || t('name')}
        </span>
        <span className="first" dir="auto">
          {firstWords(last?.html ?? '')}
        </span>
        <span className="act">
          <span className="hide">{t('collapse')}</span>
          <span className="show">{t('show')}</span> {keysOn && <Key>Q</Key>}
        </span>
      </summary>
      {length > TALL ? (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: who uses the keyboard scrolls what has the focus
        <section className="asked long tall" aria-label={t('name')} tabIndex={0}>
          {body}
        </section>
      ) : (
        <div className={length > LONG ? 'asked long' : 'asked'}>{body}</div>
      )}
    </details>
  )
}
