'use client'

import Form from 'next/form'
import { CONTROLS } from '@/components/study/controls-look'
import { button } from '@/components/ui/button-look'
import { fieldLabel } from '@/components/ui/field-look'
import { Segmented } from '@/components/ui/segmented'
import type { FigureQuery } from '@/lib/figures/figure-query'
import { COUNTING_RULES } from '@/lib/rates/counting-rule'
import { TIE_POLICIES, type TiePolicy } from '@/lib/rates/tie-policy'

type Props = {
  action: string
  query: FigureQuery
  groups: { name: string; label: string }[]
  questions: string[]
  hasMarks: boolean
  /** Published counts have one verdict a prompt: no rule makes a difference. */
  hasRules: boolean
  /** Ratings have no ties. */
  hasTies?: boolean
  /** Numbers of the systems that means can be drawn against. */
  numbers?: readonly string[]
}

/** What the figure shows. Each change loads the page anew, so that its address says what is seen. */
export function Controls({
  action,
  query,
  groups,
  questions,
  hasMarks,
  hasRules,
  hasTies = true,
  numbers = [],
}: Props) {
  return (
    <Form
      key={JSON.stringify(query)}
      action={action}
      scroll={false}
      className={CONTROLS}
      onChange={(event) => event.currentTarget.requestSubmit()}
    >
      {groups.length > 1 && (
        <Choice label="Judged by" name="group" value={query.group ?? ''}>
          <option value="">All groups</option>
          {groups.map(({ name, label }) => (
            <option key={name} value={name}>
              {label}
            </option>
          ))}
        </Choice>
      )}
      {questions.length > 1 && (
        <Choice label="Question" name="criterion" value={String(query.criterion)}>
          {questions.map((question, index) => (
            <option key={question} value={index}>
              {question}
            </option>
          ))}
        </Choice>
      )}
      {hasRules && (
        <Choice label="Judgments counted" name="rule" value={query.rule}>
          {Object.entries(COUNTING_RULES).map(([name, { label }]) => (
            <option key={name} value={name}>
              {label}
            </option>
          ))}
        </Choice>
      )}
      {numbers.length > 1 && (
        <Choice label="Means against" name="number" value={query.number ?? ''}>
          {numbers.map((number) => (
            <option key={number} value={number}>
              {number}
            </option>
          ))}
        </Choice>
      )}
      {hasTies && <Ties value={query.ties} />}
      {hasMarks && <Switch name="marks" label="Published values" on={query.marks} />}
      <Switch name="ci" label="95% intervals" on={query.intervals} />
      {hasTies && (
        <p className="-mt-[0.55rem] basis-full text-xs text-ink-2" role="status">
          {TIE_POLICIES[query.ties].note}
        </p>
      )}
      <noscript>
        <button type="submit" className={button()}>
          Show
        </button>
      </noscript>
    </Form>
  )
}

type ChoiceProps = { label: string; name: string; value: string; children: React.ReactNode }

function Choice({ label, name, value, children }: ChoiceProps) {
  return (
    <div>
      <label className={fieldLabel()} htmlFor={`show-${name}`}>
        {label}
      </label>
      <select id={`show-${name}`} name={name} defaultValue={value}>
        {children}
      </select>
    </div>
  )
}

function Ties({ value }: { value: TiePolicy }) {
  return (
    <div role="radiogroup" aria-labelledby="show-ties">
      <span className={fieldLabel()} id="show-ties">
        Ties
      </span>
      <Segmented>
        {Object.entries(TIE_POLICIES).map(([name, { label }]) => (
          <label key={name}>
            <input type="radio" name="ties" value={name} defaultChecked={name === value} />
            {label}
          </label>
        ))}
      </Segmented>
    </div>
  )
}

/** A box that is ticked by default: what follows it in the address is its being off. */
function Switch({ name, label, on }: { name: string; label: string; on: boolean }) {
  return (
    <label className="inline-flex min-h-(--target) items-center gap-2">
      {/* The last of two equal names counts. */}
      <input type="hidden" name={name} value="off" />
      <input type="checkbox" name={name} value="on" defaultChecked={on} /> {label}
    </label>
  )
}
