import Link from 'next/link'
import { Icon } from '@/components/ui/icon'
import type { FirstSteps as Steps } from '@/lib/home/first-steps'
import { type JoinDemo, TryDemo } from './try-demo'

type Props = {
  steps: Steps
  /** Admins, and researchers where an admin lets them. */
  mayUpload: boolean
  joinDemo: JoinDemo
}

type Step = { isDone: boolean; title: string; text: string; href: string; label: string }

/** The way to a first study, in three steps; it goes away once they are done. */
export function FirstSteps({ steps, mayUpload, joinDemo }: Props) {
  const { hasSet, hasStudy, hasPeople, demoId } = steps
  if (hasSet && hasStudy && hasPeople) return null
  const list: Step[] = [
    {
      ...{ isDone: hasSet, title: 'Upload', text: 'the prompts, and what each system answered.' },
      ...(mayUpload
        ? { href: '/prompt-sets/new', label: 'Upload prompts' }
        : { href: '/prompt-sets', label: 'Whom to ask' }),
    },
    {
      ...{ isDone: hasStudy, title: 'Make a study', text: 'from a prompt set. It takes about five minutes.' },
      ...{ href: '/studies/new', label: 'Begin a study' },
    },
    {
      ...{ isDone: hasPeople, title: 'Send a link', text: 'to the people who are to judge.' },
      ...{ href: '#studies', label: 'Choose the study' },
    },
  ]
  const next = list.find(({ isDone }) => !isDone)
  return (
    <section className="mb-14 max-w-4xl rounded-md border border-rule-strong px-6 py-5" aria-labelledby="first-steps">
      <h2 id="first-steps">First steps</h2>
      <ol className="mt-3 list-none">
        {list.map((step, index) => (
          <li
            key={step.title}
            className="flex flex-wrap items-baseline gap-x-3 border-t border-rule py-[0.6rem] text-sm"
          >
            {step.isDone ? (
              <span className="w-4 text-accent">
                <Icon name="check" />
              </span>
            ) : (
              <span className="w-4 text-ink-2" aria-hidden="true">
                {index + 1}
              </span>
            )}
            <span className="min-w-0 flex-1">
              <strong>{step.title}</strong> {step.text}
              {step.isDone && <span className="text-ink-2"> Done.</span>}
            </span>
            {step === next && <Link href={step.href}>{step.label}</Link>}
          </li>
        ))}
      </ol>
      {demoId && <TryDemo joinDemo={joinDemo} />}
    </section>
  )
}
