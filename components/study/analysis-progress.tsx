import { Standfirst } from '@/components/ui/text'
import { AskAgain } from '../ui/ask-again'

type Props = {
  done: number
  total: number
  /** Milliseconds from one answer to the next question. */
  askEvery?: number
}

/** How far a long computation has come; asks again until it is done. The page can be left meanwhile. */
export function AnalysisProgress({ done, total, askEvery = 2000 }: Props) {
  const share = Math.round((100 * done) / Math.max(1, total))
  return (
    <div role="status">
      <AskAgain every={askEvery} />
      <Standfirst>Computing intervals from the judgments: {share}%.</Standfirst>
      <p className="text-ink-2">
        You can leave this page: the work goes on, and its result is kept until a judgment changes.
      </p>
      <progress value={done} max={total} aria-label="Computation" />
    </div>
  )
}
