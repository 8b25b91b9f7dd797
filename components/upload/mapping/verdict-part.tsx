'use client'

import { Button } from '@/components/ui/button'
import { newQuestion } from '@/lib/uploads/mapping/draft'
import type { LookedAt } from '@/lib/uploads/mapping/look'
import { proposeVerdict } from '@/lib/uploads/mapping/propose'
import type { Question } from '@/lib/uploads/mapping/schema'
import { PlaceSelect } from './place-select'
import { QuestionPart } from './question-part'
import { keyOf, keyWithin, type WizardDraft } from './use-draft'

const MOST = 10

/** Where the verdicts stand: of one question, or of several, which each row answers or a criterion tells apart. */
export function VerdictPart({ places, wizard }: { places: readonly LookedAt[]; wizard: WizardDraft }) {
  const { draft, proposed, change, propose, takeOut } = wizard
  const { questions, criterion } = draft
  const systems = [draft.modelA, draft.modelB].map(({ path }) => places.find((place) => place.path === path))
  const put = (at: number, question: Question) => [...questions.slice(0, at), question, ...questions.slice(at + 1)]
  const start = (at: number) => (path: string) => {
    const found = places.find((place) => place.path === path)
    if (!found) return
    const made = proposeVerdict(found, systems)
    const { question, when } = questions[at] ?? made.question
    propose(
      { questions: put(at, { ...made.question, question, ...(when !== undefined && { when }) }) },
      at,
      made.proposed.filter((key) => key !== 'verdict'),
    )
  }
  // What it says is that of the question before it, so somebody has to look.
  const add = () => {
    const question = another(questions)
    const values = question.verdict.kind === 'values' ? question.verdict.values : []
    const keys = ['verdict', ...values.map(({ value }) => `value ${value}`)]
    propose({ questions: [...questions, question] }, questions.length, keys)
  }
  if (questions.length === 0)
    return (
      <PlaceSelect
        label="Column of the verdict"
        places={places}
        value={undefined}
        onChange={(place) => place && start(0)(place.path)}
        isProposed={false}
        isNeeded
      />
    )
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-6">
      {questions.map((question, at) => (
        <QuestionPart
          // biome-ignore lint/suspicious/noArrayIndexKey: questions are told apart by their order alone
          key={at}
          {...{ places, question, criterion }}
          number={questions.length > 1 ? at + 1 : null}
          proposed={new Set([...proposed].map((key) => keyWithin(at, key)).filter((key) => key !== null))}
          change={(next, ...looked) =>
            change({ questions: put(at, next) }, ...['verdict', ...looked].map((key) => keyOf(at, key)))
          }
          start={start(at)}
          takeOut={() => takeOut(at)}
        />
      ))}
      <div className="grid grid-cols-[minmax(0,1fr)] items-end gap-4 sm:grid-cols-2">
        <PlaceSelect
          label="Column of the criterion"
          places={places}
          value={criterion ?? undefined}
          onChange={(place) =>
            change({ criterion: place ?? null, ...(!place && { questions: withoutWhen(questions) }) })
          }
          isProposed={false}
          without="Each row answers every question."
        />
        {questions.length < MOST && (
          <div>
            <Button onPress={add}>Add a question</Button>
          </div>
        )}
      </div>
    </div>
  )
}

/** One more question of the same scale, whose verdict has the place of the one before. */
function another(questions: readonly Question[]): Question {
  const { scale, verdict } = questions.at(-1) as Question
  const from = verdict.kind === 'columns' ? verdict.columns[0]?.from : verdict.from
  return { ...newQuestion(from ?? { path: '', json: false }), scale, verdict }
}

function withoutWhen(questions: readonly Question[]): Question[] {
  return questions.map(({ when: _, ...question }) => question)
}
