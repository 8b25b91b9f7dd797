'use client'

import { Button } from '@/components/ui/button'
import { TextField } from '@/components/ui/fields'
import { Select } from '@/components/ui/select'
import { newQuestion } from '@/lib/uploads/mapping/draft'
import { type Meaning, meaningsOf } from '@/lib/uploads/mapping/meanings'
import type { Place, Question, Verdict } from '@/lib/uploads/mapping/schema'
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

type Props = Omit<VerdictProps, 'meanings'> & {
  /** Which one it is, where there are several. */
  number: number | null
  /** The column that says which question a row answers. */
  criterion: Place | null
  start: (path: string) => void
  takeOut: () => void
}

/** One question: how it was worded, which rows answer it, on which scale, and what each verdict means. */
export function QuestionPart({ number, criterion, start, takeOut, ...props }: Props) {
  const { question, change, places } = props
  const { verdict } = question
  const meanings = meaningsOf(question.scale).map((meaning: Meaning) => ({
    value: meaning,
    label: MEANING_WORDS[meaning],
  }))
  const given = { ...props, meanings }
  return (
    <fieldset className="grid min-w-0 grid-cols-[minmax(0,1fr)] gap-4">
      {number !== null && <legend className="mb-3 font-semibold">Question {number}</legend>}
      <TextField
        name={number === null ? 'question' : `question-${number}`}
        label="The question that was asked"
        value={question.question}
        maxLength={500}
        onChange={(wording) => change({ ...question, question: wording })}
      />
      {criterion && <When {...{ places, question, criterion, change }} />}
      <div className="grid grid-cols-[minmax(0,1fr)] gap-4 sm:grid-cols-2">
        <Select
          label="Scale"
          value={question.scale}
          placeholder="Choose a scale"
          options={SCALES}
          onChange={(scale) => change({ ...question, scale: scale as Question['scale'] })}
        />
        <Select
          label="How the verdict stands in the table"
          value={verdict.kind}
          placeholder="Choose"
          options={KINDS}
          onChange={(kind) => change({ ...question, verdict: verdictOf(kind as Verdict['kind'], verdict) })}
        />
      </div>
      {verdict.kind === 'values' && <VerdictValues {...given} verdict={verdict} start={start} />}
      {verdict.kind === 'columns' && <VerdictColumns {...given} verdict={verdict} />}
      {verdict.kind === 'number' && <VerdictSteps {...given} verdict={verdict} />}
      {number !== null && (
        <div>
          <Button look="link" onPress={takeOut}>
            Take question {number} out
          </Button>
        </div>
      )}
    </fieldset>
  )
}

type WhenProps = Pick<Props, 'places' | 'question' | 'change'> & { criterion: Place }

/** Which rows answer the question. */
function When({ places, question, criterion, change }: WhenProps) {
  const values = places.find(({ path }) => path === criterion.path)?.values
  const label = `Asked where “${criterion.path}” is`
  const put = (when: string) => change({ ...question, when })
  return values ? (
    <Select
      label={label}
      value={question.when === '' ? NOTHING : (question.when ?? '')}
      placeholder="Choose a value"
      options={values.map(({ value, count }) => ({
        value: value === '' ? NOTHING : value,
        label: `${value === '' ? '(nothing)' : value} · ${count.toLocaleString('en')}`,
      }))}
      onChange={(value) => put(value === NOTHING ? '' : value)}
    />
  ) : (
    <TextField name="when" label={label} value={question.when ?? ''} maxLength={200} onChange={put} />
  )
}

/** No value of a column is called so: they are trimmed. */
const NOTHING = ' nothing'

/** Another kind of verdict, of the same column where it has one. */
function verdictOf(kind: Verdict['kind'], before: Verdict): Verdict {
  const from = before.kind === 'columns' ? before.columns[0]?.from : before.from
  const place = from ?? { path: '', json: false }
  if (kind === 'values') return newQuestion(place).verdict
  if (kind === 'columns') return { kind, columns: [{ from: place, means: 'A' }] }
  return { kind, from: place, steps: [{ means: 'A' }] }
}
