import { ASK, Bar } from './bar'

type Props = {
  question: string
  /** Which question it is, of which turn, when there are several. */
  step: string | null
  /** What to answer with; absent where the answer is given elsewhere. */
  options?: React.ReactNode
  /** Stands beside the question. */
  tools?: React.ReactNode
  /** Stands above the question. */
  children?: React.ReactNode
}

/** What names the question on the screen, for its options. */
export const ASKED = 'ask'

/** What is asked, and what to answer with. */
export function VerdictBar({ question, step, options, tools, children }: Props) {
  return (
    <Bar className="max-sm:flex max-sm:flex-col" aria-labelledby={ASKED}>
      {children}
      <div
        className={`flex min-h-(--target) items-center gap-x-5 gap-y-1 max-spread:flex-wrap max-sm:contents ${options ? 'mb-[0.45rem]' : ''}`}
      >
        {/* The next question takes this one's place: it is read out as it changes. */}
        <h2 id={ASKED} className={`max-sm:mb-[0.45rem] ${ASK}`} aria-live={step ? 'polite' : undefined}>
          {step && <span className="block text-xs/[1.3] font-normal text-ink-2">{step} </span>}
          <span dir="auto">{question}</span>
        </h2>
        {tools}
      </div>
      {options}
    </Bar>
  )
}
