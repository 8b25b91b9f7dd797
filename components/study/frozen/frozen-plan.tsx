import { button } from '@/components/ui/button-look'
import { Note } from '@/components/ui/text'
import type { Preregistration } from '@/lib/designs/preregistration'
import { planFacts } from '@/lib/studies/preregistration-words'
import { Facts } from './facts'

type Props = {
  studyId: string
  plan: Preregistration | null
  questions: readonly string[]
  /** What was done otherwise than planned, a sentence each. */
  deviations: readonly string[]
}

/** The plan of the analysis as it was frozen, and what was done otherwise so far. */
export function FrozenPlan({ studyId, plan, questions, deviations }: Props) {
  return (
    <Facts
      id="plan"
      title="Pre-registration"
      facts={plan ? planFacts(plan, { questions }) : [['Plan', 'none was written down before the study opened']]}
    >
      {plan && (
        <p className="mt-5">
          <a className={button()} href={`/api/studies/${studyId}/preregistration.md`} download>
            Markdown for OSF
          </a>
        </p>
      )}
      <h3 className="mt-6 font-semibold">Done otherwise than planned</h3>
      {deviations.length === 0 ? (
        <Note className="mt-2">Nothing so far.</Note>
      ) : (
        <ul className="mt-2 max-w-(--measure) list-disc space-y-1 pl-[1.1rem] text-sm wrap-anywhere">
          {deviations.map((sentence) => (
            <li key={sentence}>{sentence}</li>
          ))}
        </ul>
      )}
    </Facts>
  )
}
