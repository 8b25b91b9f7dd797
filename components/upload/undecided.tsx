import { Button } from '@/components/ui/button'
import { Notice } from '@/components/ui/notice'
import { Note } from '@/components/ui/text'
import type { Decision } from './use-decision'

type Props = {
  decision: Pick<Decision, 'problem' | 'isPending'>
  /** The address of the report on problem rows, where there are any. */
  report: string | null
  onDiscard: () => void
  /** What an import makes, and how long the files wait for it. */
  children: React.ReactNode
}

/** Below what is decided about files that wait: what stood in its way, what it would do, the report, and the way out. */
export function Undecided({ decision: { problem, isPending }, report, onDiscard, children }: Props) {
  return (
    <>
      {problem?.message && (
        <Notice kind="critical" className="mt-[0.7rem]">
          {problem.message}
        </Notice>
      )}
      <Note className="mt-[0.7rem]">{children}</Note>
      <div className="mt-2 flex items-center justify-between text-sm">
        <span>{report !== null && <a href={report}>Report (CSV)</a>}</span>
        <Button look="link" isDisabled={isPending} onPress={onDiscard}>
          Discard
        </Button>
      </div>
    </>
  )
}
