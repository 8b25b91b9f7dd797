'use client'

import Form from 'next/form'

type Props = { action: string; questions: readonly string[]; chosen: number }

/** Which of a study's questions the page is about; nothing where there is one. */
export function QuestionChoice({ action, questions, chosen }: Props) {
  if (questions.length < 2) return null
  return (
    <Form
      key={chosen}
      action={action}
      scroll={false}
      className="controls no-print"
      onChange={(event) => event.currentTarget.requestSubmit()}
    >
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
