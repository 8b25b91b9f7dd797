import type { Ref } from 'react'
import type { Turn } from '@/lib/judgments/schema'
import { firstWords } from './first-words'
import { Key } from './key'
import { Turns } from './turns'
import { useTranslations } from './words'

type Props = {
  turns: Turn[]
  raw: readonly string[] | null
  framing: string
  keysOn: boolean
  ref: Ref<HTMLDetailsElement>
}

/** Characters from which a prompt is set smaller, and from which it scrolls in a frame: the answers must stay in sight. */
const LONG = 700
const TALL = 3000

const ASKED =
  'mt-[0.45rem] max-w-184 max-sm:mt-0 roomy:in-data-framed:max-h-[28dvh] roomy:in-data-framed:overflow-y-auto'
/** Larger than the answers, where that leaves them room. */
const LARGER =
  '[--md-leading:var(--text-lead--line-height)] [--md-size:var(--text-lead)] max-spread:[--md-size:1.125rem] max-sm:[--md-size:1.0625rem]'

/** What the answers answer: open at first, closed to its first words with Q. */
export function Prompt({ turns, raw, framing, keysOn, ref }: Props) {
  const t = useTranslations('question')
  const last = turns.findLast(({ role }) => role === 'user') ?? turns.at(-1)
  const length = turns.reduce((sum, { html }) => sum + html.length, 0)
  const body = <Turns turns={turns} raw={raw} empty={t('empty')} />
  return (
    <details
      className="group/question px-(--edge) pt-[1.1rem] pb-[1.4rem] max-spread:pt-3 max-spread:pb-[1.1rem] max-sm:pt-[0.1rem]"
      data-part="question"
      open
      ref={ref}
    >
      <summary
        className="flex cursor-pointer list-none items-baseline gap-6 text-xs text-ink-3 max-sm:min-h-(--target) max-sm:items-center [&::-webkit-details-marker]:hidden"
        aria-keyshortcuts={keysOn ? 'Q' : undefined}
      >
        <span className="hidden group-open/question:block" data-part="framing" dir="auto">
          {framing || t('name')}
        </span>
        <span
          className="block min-w-0 truncate font-serif text-read/[1.4] text-ink group-open/question:hidden"
          dir="auto"
        >
          {firstWords(last?.html ?? '')}
        </span>
        <span className="ms-auto whitespace-nowrap text-ink-2 [summary:hover>&]:text-ink" data-part="act">
          <span className="hidden group-open/question:inline">{t('collapse')}</span>
          <span className="group-open/question:hidden">{t('show')}</span> {keysOn && <Key look="plain">Q</Key>}
        </span>
      </summary>
      {length > TALL ? (
        <section
          className={`${ASKED} max-h-[45dvh] overflow-y-auto pe-4`}
          data-part="asked"
          aria-label={t('name')}
          // biome-ignore lint/a11y/noNoninteractiveTabindex: who uses the keyboard scrolls what has the focus
          tabIndex={0}
        >
          {body}
        </section>
      ) : (
        <div className={`${ASKED} ${length > LONG ? '' : LARGER}`} data-part="asked">
          {body}
        </div>
      )}
    </details>
  )
}
