'use client'

import { Disclosure } from '@/components/ui/disclosure'
import { NumberField, TextField } from '@/components/ui/fields'
import { Note } from '@/components/ui/text'
import type { Planning } from '@/lib/designs/schema'
import type { PartProps } from '../design/part'
import { exact, short } from './words'

/** What the panel reckons with, to change. Nothing else in the study depends on it. */
export function Assumptions({ design: { protocol, planning }, change, errors }: PartProps) {
  const hasTies = protocol === 'COMPARISON'
  const set = (part: Partial<Planning>) => change({ planning: { ...planning, ...part } })
  const wrong = (field: keyof Planning) => errors(`planning.${field}`)
  const { seconds, hourlyPay, currency, tieRate, correlation } = planning
  const ties = Math.round(tieRate * 1000) / 10
  return (
    <div className="mt-4">
      <Note className="mb-[0.6rem]">
        Assumes {short(seconds)} s a judgment{hasTies && `, ${short(ties)}% ties`} and a correlation of{' '}
        {exact(correlation)} between two judgments of an item. New prompts buy more than more judgments of old ones.
      </Note>
      <Disclosure
        label="Change the assumptions"
        isOpen={(Object.keys(planning) as (keyof Planning)[]).some((field) => Boolean(wrong(field)))}
      >
        <div className="grid gap-[1.1rem]">
          <NumberField
            name="seconds"
            label="Seconds a judgment takes"
            value={seconds}
            onChange={(next) => set({ seconds: next })}
            minValue={1}
            maxValue={3600}
            errors={wrong('seconds')}
          />
          <div className="grid grid-cols-[1fr_4.5rem] gap-4">
            <NumberField
              name="hourlyPay"
              label="Pay for an hour"
              description="Empty: none."
              value={hourlyPay ?? Number.NaN}
              onChange={(pay) => set({ hourlyPay: Number.isNaN(pay) ? null : pay })}
              minValue={0}
              errors={wrong('hourlyPay')}
            />
            <TextField
              name="currency"
              label="Currency"
              value={currency}
              onChange={(next) => set({ currency: next.toUpperCase() })}
              maxLength={3}
              errors={wrong('currency')}
            />
          </div>
          {hasTies && (
            <NumberField
              name="tieRate"
              label="Ties, % of judgments"
              value={ties}
              onChange={(share) => set({ tieRate: share / 100 })}
              minValue={0}
              maxValue={99}
              errors={wrong('tieRate')}
            />
          )}
          <NumberField
            name="correlation"
            label="Correlation of two judgments of an item"
            description="0: as good as other items. 1: a second judgment says nothing new."
            value={correlation}
            onChange={(next) => set({ correlation: next })}
            minValue={0}
            maxValue={0.99}
            errors={wrong('correlation')}
          />
        </div>
      </Disclosure>
    </div>
  )
}
