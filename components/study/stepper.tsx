import { tv } from 'tailwind-variants/lite'
import { moment } from '@/components/ui/dates'

type Study = {
  status: 'DRAFT' | 'OPEN' | 'PAUSED' | 'CLOSED'
  seed: number
  pauses: number
  createdAt: Date
  openedAt: Date | null
  closedAt: Date | null
}

const step = tv({
  base: [
    'relative border-t-2 pt-[1.15rem] pr-2 text-xs/[1.45] text-ink-2 last:border-transparent',
    'before:absolute before:-top-[7px] before:left-0 before:size-3 before:rounded-full before:border-2',
  ],
  variants: {
    is: {
      done: 'border-accent before:border-accent before:bg-accent',
      now: 'border-rule before:border-accent before:bg-accent before:shadow-[0_0_0_3px_var(--color-accent-wash)]',
      ahead: 'border-rule before:border-rule-strong before:bg-paper',
    },
  },
})

/** Draft, open, closed: where a study stands and since when. */
export function Stepper({ study }: { study: Study }) {
  const { status, openedAt, closedAt } = study
  const position = status === 'DRAFT' ? 0 : status === 'CLOSED' ? 2 : 1
  const steps = [
    { name: 'Draft', note: openedAt ? `Protocol frozen, seed ${study.seed}` : `since ${moment(study.createdAt)}` },
    {
      name: status === 'PAUSED' ? 'Paused' : 'Open',
      note: openedAt ? `since ${moment(openedAt)}. ${pausedWords(study)}` : 'not yet',
    },
    { name: 'Closed', note: closedAt ? `on ${moment(closedAt)}` : 'when you close it. Opens the results' },
  ]
  return (
    <ol className="mt-8 grid max-w-[44rem] list-none grid-cols-3" aria-label="Status">
      {steps.map(({ name, note }, index) => (
        <li
          key={name}
          className={step({ is: index < position ? 'done' : index === position ? 'now' : 'ahead' })}
          aria-current={index === position ? 'step' : undefined}
        >
          <strong className={`block text-sm/[1.45] ${index === position ? 'text-accent' : 'text-ink'}`}>{name}</strong>
          {note}
        </li>
      ))}
    </ol>
  )
}

function pausedWords({ status, pauses }: Study): string {
  if (status === 'PAUSED') return 'Nothing is handed out now'
  if (pauses === 0) return status === 'CLOSED' ? 'Never paused' : 'Not paused so far'
  return pauses === 1 ? 'Paused once' : `Paused ${pauses} times`
}
