'use client'

import { TextField } from '@/components/ui/fields'
import { Select } from '@/components/ui/select'
import { Note } from '@/components/ui/text'
import { newQuestion } from '@/lib/uploads/mapping/draft'
import type { LookedAt } from '@/lib/uploads/mapping/look'
import { type Meaning, meaningsOf } from '@/lib/uploads/mapping/meanings'
import { proposeVerdict } from '@/lib/uploads/mapping/propose'
import type { Question, Verdict } from '@/lib/uploads/mapping/schema'
import { PlaceSelect } from './place-select'
import type { WizardDraft } from './use-draft'
import { VerdictColumns } from './verdict-columns'
import type { VerdictProps } from './verdict-props'
import { VerdictSteps } from './verdict-steps'
import { VerdictValues } from './verdict-values'
import { MEANING_WORDS } from './words'

const SCALES: { value: Question['scale']; label: string }[] = [
  { value: 'THREE', label: 'A, a tie, B' },
  { value: 'THREE_BOTH_BAD', label: 'A, a tie, both are bad, B' },
  { value: 'FIVE', label: 'Five grades: 2 and 1 for A, a tie, 1 and 2 for B' },
  { value: 'SEVEN', label: 'Seven grades: 3 to 1 for A, a tie, 1 to 3 for B' },
]

const KINDS: { value: Verdict['kind']; label: string }[] = [
  { value: 'values', label: 'In one column, as words or numbers' },
  { value: 'columns', label: 'A column for each verdict, of which one is set' },
  { value: 'number', label: 'A number with thresholds, or two scores' },
]

/** Where the verdict stands, on which scale, and what each of its values means. */
export function VerdictPart({ places, wizard }: { places: readonly LookedAt[]; wizard: WizardDraft }) {
  const { draft, proposed, change, propose } = wizard
  const [question, ...others] = draft.questions
  const set = (next: Question, ...looked: string[]) => change({ questions: [next, ...others] }, 'verdict', ...looked)
  const systems = [draft.modelA, draft.modelB].map(({ path }) => places.find((place) => place.path === path))
  const start = (path: string) => {
    const found = places.find((place) => place.path === path)
    if (!found) return
    const made = proposeVerdict(found, systems)
    propose(
      { questions: [made.question, ...others] },
      made.proposed.filter((key) => key !== 'verdict'),
    )
  }
  if (!question)
    return (
      <PlaceSelect
        label="Column of the verdict"
        places={places}
        value={undefined}
        onChange={(place) => place && start(place.path)}
        isProposed={false}
        isNeeded
      />
    )
  const meanings = meaningsOf(question.scale).map((meaning: Meaning) => ({
    value: meaning,
    label: MEANING_WORDS[meaning],
  }))
  const props: VerdictProps = { places, question, meanings, proposed, change: set }
  const { verdict } = question
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-4">
      <TextField
        name="question"
        label="The question that was asked"
        value={question.question}
        maxLength={500}
        onChange={(wording) => set({ ...question, question: wording })}
      />
      <div className="grid grid-cols-[minmax(0,1fr)] gap-4 sm:grid-cols-2">
        <Select
          label="Scale"
          value={question.scale}
          placeholder="Choose a scale"
          options={SCALES}
          onChange={(scale) => set({ ...question, scale: scale as Question['scale'] })}
        />
        <Select
          label="How the verdict stands in the table"
          value={verdict.kind}
          placeholder="Choose"
          options={KINDS}
          onChange={(kind) => set({ ...question, verdict: verdictOf(kind as Verdict['kind'], verdict) })}
        />
      </div>
      {verdict.kind === 'values' && <VerdictValues {...props} verdict={verdict} start={start} />}
      {verdict.kind === 'columns' && <VerdictColumns {...props} verdict={verdict} />}
      {verdict.kind === 'number' && <VerdictSteps {...props} verdict={verdict} />}
      {others.length > 0 && <Note>The mapping has {others.length} more questions, which stay as they are.</Note>}
    </div>
  )
}

/** Another kind of verdict, of the same column where it has one. */
function verdictOf(kind: Verdict['kind'], before: Verdict): Verdict {
  const from = before.kind === 'columns' ? before.columns[0]?.from : before.from
  const place = from ?? { path: '', json: false }
  if (kind === 'values') return newQuestion(place).verdict
  if (kind === 'columns') return { kind, columns: [{ from: place, means: 'A' }] }
  return { kind, from: place, steps: [{ means: 'A' }] }
}
