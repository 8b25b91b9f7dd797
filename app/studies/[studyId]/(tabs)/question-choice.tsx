'use client'

import Form from 'next/form'

type Props = {
  action: string
  questions: readonly string[]
  chosen: number
  /** What else the address says, and is to go on saying. */
  kept?: Readonly<Record<string, string | null>>
}

/** Which of a study's questions the page is about; nothing where there is one. */
export function QuestionChoice({ action, questions, chosen, kept = {} }: Props) {
  if (questions.length < 2) return null
  return (
    <Form
      key={chosen}
      action={action}
      scroll={false}
      className="controls no-print"
      onChange={(event) => event.currentTarget.requestSubmit()}
    >
      {Object.entries(kept).map(([name, value]) =>
        value === null ? null : <input key={name} type="hidden" name={name} value={value} />,
      )}
      <div>
        <label className="label" htmlFor="show-criterion">
          Question
        </label>
        <select id="show-criterion" name="criterion" defaultValue={String(chosen)}>
          {questions.map((question, index) => (
            <option key={question} value={index}>
              {question}
            </option>
          ))}
        </select>
      </div>
      <noscript>
        <button type="submit" className="btn">
          Show
        </button>
      </noscript>
    </Form>
  )
}
