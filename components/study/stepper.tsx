import { moment } from '@/components/ui/dates'

type Study = {
  status: 'DRAFT' | 'OPEN' | 'PAUSED' | 'CLOSED'
  seed: number
  pauses: number
  createdAt: Date
  openedAt: Date | null
  closedAt: Date | null
}

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
    <ol className="stepper" aria-label="Status">
      {steps.map(({ name, note }, index) => (
        <li
          key={name}
          className={index < position ? 'done' : index === position ? 'now' : undefined}
          aria-current={index === position ? 'step' : undefined}
        >
          <strong>{name}</strong>
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
