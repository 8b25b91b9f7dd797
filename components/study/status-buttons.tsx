'use client'

import { useRouter } from 'next/navigation'
import { ConfirmButton } from '@/components/ui/confirm-button'
import type { Answer } from '@/lib/server/action'
import type { StudyRow } from '@/lib/studies/list-studies'
import type { OpeningFacts } from '@/lib/studies/read-opening-facts'
import { OpeningProgress } from './monitor/opening-progress'
import { OpeningTold } from './opening-facts'

type Run = (input: { studyId: string }) => Promise<Answer<unknown>>
type Step = 'open' | 'pause' | 'resume' | 'close'
type Props = {
  studyId: string
  status: StudyRow['status']
  steps: Record<Step, Run>
  /** What opening a draft writes and costs; null where nothing can be planned yet. */
  opens?: OpeningFacts | null
}

const STEPS = {
  open: {
    label: 'Open the study…',
    title: 'Open the study?',
    text: '',
    confirm: 'Open the study',
  },
  pause: {
    label: 'Pause…',
    title: 'Pause the study?',
    text: 'No new pairs are handed out. Pairs on screens can still be finished, and you can resume at any time.',
    confirm: 'Pause',
  },
  resume: { label: 'Resume…', title: 'Resume the study?', text: 'Pairs are handed out again.', confirm: 'Resume' },
  close: {
    label: 'Close…',
    title: 'Close the study?',
    text: 'No new pairs are handed out, and a closed study cannot be opened again. Everything judged so far is kept.',
    confirm: 'Close for good',
  },
} as const

const AVAILABLE = {
  DRAFT: ['open'],
  OPEN: ['pause', 'close'],
  PAUSED: ['resume', 'close'],
  CLOSED: [],
} as const satisfies Record<StudyRow['status'], readonly Step[]>

/** The steps a study can take from where it stands, each asked about once. Opening says how far it has come. */
export function StatusButtons({ studyId, status, steps, opens = null }: Props) {
  const router = useRouter()
  const run = async (step: Step) => {
    const answer = await steps[step]({ studyId })
    if (answer.ok) router.refresh()
    return answer
  }
  return (
    <div className="flex flex-wrap items-center gap-[0.6rem] print:hidden">
      {AVAILABLE[status].map((step) => (
        <ConfirmButton
          key={step}
          label={STEPS[step].label}
          look={step === 'open' || step === 'resume' ? 'primary' : 'normal'}
          title={STEPS[step].title}
          confirmLabel={STEPS[step].confirm}
          whilePending={step === 'open' && <OpeningProgress studyId={studyId} />}
          onConfirm={() => run(step)}
        >
          {step === 'open' ? <OpeningTold facts={opens} /> : <p>{STEPS[step].text}</p>}
        </ConfirmButton>
      ))}
    </div>
  )
}
