import Link from 'next/link'

type Props = { studyId: string; study: { status: string; origin: string }; annotators: number; isDone: boolean }

/** What a researcher does next, in order. */
export function NextSteps({ studyId, study, annotators, isDone }: Props) {
  const steps = nextSteps(studyId, study, annotators, isDone)
  return (
    <section aria-labelledby="next">
      <h2 id="next">Next</h2>
      <ol className="next">
        {steps.map(({ href, label, text }) => (
          <li key={label}>
            <Link href={href}>{label}</Link>
            <span>{text}</span>
          </li>
        ))}
      </ol>
    </section>
  )
}

function nextSteps(studyId: string, { status, origin }: Props['study'], annotators: number, isDone: boolean) {
  const at = (path: string) => `/studies/${studyId}${path}`
  const results = { href: at('/results'), label: 'See the results', text: 'Win, tie and loss with intervals.' }
  const download = {
    href: at('/export'),
    label: 'Export the judgments',
    text: 'CSV and JSON Lines, one row a judgment.',
  }
  if (origin === 'RECONSTRUCTED' || status === 'CLOSED') return [results, download]
  const invite = {
    href: at('/annotators'),
    label: 'Invite annotators',
    text: annotators === 0 ? 'Nobody can judge yet: send them a link.' : 'A link adds more people.',
  }
  if (status === 'DRAFT')
    return [
      {
        href: `/studies/${studyId}/preview`,
        label: 'Preview as an annotator',
        text: 'See the very screen they will see.',
      },
      { href: at('/design'), label: 'Check the design', text: 'After opening, it can no longer change.' },
      invite,
    ]
  if (isDone) return [results, { href: at(''), label: 'Close the study', text: 'Every slot is filled.' }, download]
  return [
    invite,
    { href: `/studies/${studyId}/preview`, label: 'Preview as an annotator', text: 'Nothing is recorded.' },
    results,
  ]
}
