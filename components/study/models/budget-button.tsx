'use client'

import { useState } from 'react'
import { ConfirmButton } from '@/components/ui/confirm-button'
import { FieldPair } from '@/components/ui/field-pair'
import { NumberField } from '@/components/ui/fields'
import type { ModelRunRow } from '@/lib/runs/read-runs'
import type { Answer } from '@/lib/server/action'
import type { RunKey } from './run-key'

type Budget = { tokenBudget: number | null; moneyBudget: number | null }

const NANOS = 1_000_000_000

type Props = { runKey: RunKey; run: ModelRunRow; set: (input: RunKey & Budget) => Promise<Answer<unknown>> }

/** Changes what a run may use in all, what it has used included. */
export function BudgetButton({ runKey, run, set }: Props) {
  const { code, currency, tokens, nanos } = run
  const [tokenBudget, setTokens] = useState(amountOf(tokens))
  const [moneyBudget, setMoney] = useState(amountOf(nanos) / NANOS)
  const forget = () => {
    setTokens(amountOf(tokens))
    setMoney(amountOf(nanos) / NANOS)
  }
  const orNull = (n: number) => (Number.isNaN(n) ? null : n)
  const send = async () => {
    const answer = await set({ ...runKey, tokenBudget: orNull(tokenBudget), moneyBudget: orNull(moneyBudget) })
    const words = answer.ok ? [] : Object.values(answer.problem.fields ?? {}).flat()
    return answer.ok || words.length === 0
      ? answer
      : { ok: false as const, problem: { ...answer.problem, message: words.join(' ') } }
  }
  return (
    <ConfirmButton
      label="Budget…"
      look="plain"
      title={`What ${code} may use in all`}
      confirmLabel="Change the budget"
      onConfirm={send}
      onOpen={forget}
    >
      <p>
        What it has used so far counts. Empty is no limit; one of the two is needed. The change is in the audit trail.
      </p>
      <FieldPair>
        <NumberField
          name="tokenBudget"
          label="At most, tokens"
          value={tokenBudget}
          onChange={setTokens}
          minValue={1}
          plain
        />
        {currency !== null && (
          <NumberField
            name="moneyBudget"
            label={`At most, ${currency}`}
            value={moneyBudget}
            onChange={setMoney}
            minValue={0}
            plain
          />
        )}
      </FieldPair>
    </ConfirmButton>
  )
}

/** The whole of a budget, of which some is spent; NaN for none, as an empty field has it. */
function amountOf({ spent, reserved, left }: ModelRunRow['tokens']): number {
  return left === null ? Number.NaN : Number(spent + reserved + left)
}
