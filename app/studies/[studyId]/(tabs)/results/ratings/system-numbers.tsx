'use client'

import { useRouter } from 'next/navigation'
import { useState, useTransition } from 'react'
import { Button } from '@/components/ui/button'
import { TextField } from '@/components/ui/fields'
import type { Problem } from '@/lib/errors'
import { setNumbers } from '../actions'

type Props = { systems: readonly { id: string; name: string; attributes: unknown }[]; isOpen: boolean }

/** A number of the systems that means can be drawn against; theirs in every study. Empty fields take it away. */
export function SystemNumbers({ systems, isOpen }: Props) {
  const router = useRouter()
  const [name, setName] = useState('')
  const [values, setValues] = useState<Record<string, string>>({})
  const [problem, setProblem] = useState<Problem | null>(null)
  const [pending, start] = useTransition()
  const known = (id: string) => numberOf(systems.find((system) => system.id === id)?.attributes, name.trim())
  const shown = (id: string) => values[id] ?? (known(id) === null ? '' : String(known(id)))
  const wrong = systems.filter(({ id }) => shown(id).trim() !== '' && !Number.isFinite(Number(shown(id))))
  const submit = () =>
    start(async () => {
      const given = systems.map(({ id }) => ({ id, value: shown(id).trim() === '' ? null : Number(shown(id)) }))
      const answer = await setNumbers({ name, systems: given })
      setProblem(answer.ok ? null : answer.problem)
      if (answer.ok) {
        setValues({})
        router.refresh()
      }
    })
  return (
    <details className="mt-6 print:hidden" open={isOpen || undefined}>
      <summary>Numbers of the systems</summary>
      <form
        className="my-4 grid max-w-[40rem] gap-4"
        onSubmit={(event) => {
          event.preventDefault()
          if (wrong.length === 0) submit()
        }}
      >
        <TextField
          name="number-name"
          label="Name of the number"
          description="Such as training examples. It is kept with the systems, for every study they are in."
          maxLength={60}
          value={name}
          onChange={setName}
          errors={problem?.fields?.name ?? (problem ? [problem.message] : undefined)}
        />
        {systems.map(({ id, name: system }) => (
          <TextField
            key={id}
            name={`number-${id}`}
            label={system}
            value={shown(id)}
            onChange={(value) => setValues({ ...values, [id]: value })}
            errors={wrong.some((one) => one.id === id) ? ['Give a number, such as 2000, or nothing.'] : undefined}
          />
        ))}
        <div>
          <Button type="submit" isDisabled={pending}>
            Save numbers
          </Button>
        </div>
      </form>
    </details>
  )
}

function numberOf(attributes: unknown, name: string): number | null {
  const value = (attributes as Record<string, unknown> | null)?.[name]
  return typeof value === 'number' ? value : null
}
