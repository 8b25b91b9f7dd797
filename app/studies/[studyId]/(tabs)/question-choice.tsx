'use client'

import Form from 'next/form'
import { CONTROLS } from '@/components/study/controls-look'
import { button } from '@/components/ui/button-look'
import { fieldLabel } from '@/components/ui/field-look'

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
      className={CONTROLS}
      onChange={(event) => event.currentTarget.requestSubmit()}
    >
      {Object.entries(kept).map(([name, value]) =>
        value === null ? null : <input key={name} type="hidden" name={name} value={value} />,
      )}
      <div>
        <label className={fieldLabel()} htmlFor="show-criterion">
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
        <button type="submit" className={button()}>
          Show
        </button>
      </noscript>
    </Form>
  )
}
