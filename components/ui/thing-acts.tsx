'use client'

import { useState } from 'react'
import type { Dependants } from '@/lib/keeping/dependants'
import type { Answer } from '@/lib/server/action'
import { Button } from './button'
import { TextField } from './fields'
import { Notice } from './notice'
import { useSubmit } from './use-submit'

type Act = () => Promise<Answer<unknown>>

type Props = {
  found: Dependants
  kind: string
  rename?: ((name: string) => Promise<Answer<unknown>>) | undefined
  archive?: Act | undefined
  remove?: Act | undefined
  done: (isGone: boolean) => void
}

/** Another name, the archive, deletion: of each what it means here, or why it cannot be. */
export function ThingActs({ found, kind, rename, archive, remove, done }: Props) {
  const { keeps, isArchived } = found
  return (
    <div className="divide-y divide-rule [&>section]:py-4 [&>section:first-child]:pt-1">
      {rename && <Rename found={found} rename={rename} done={done} />}
      {archive && (
        <Part title="Archive" reason={keeps.archive}>
          <p>
            {isArchived
              ? `It is in the archive. Taken out, the ${kind} stands among the others again.`
              : `Nothing of it is deleted. The ${kind} leaves the list, and can be taken out again at any time.`}
          </p>
          <Press label={isArchived ? 'Take it out' : 'Archive it'} act={archive} done={() => done(false)} />
        </Part>
      )}
      {remove && <Remove found={found} kind={kind} remove={remove} done={done} />}
    </div>
  )
}

function Rename({ found, rename, done }: Pick<Props, 'found' | 'done'> & { rename: NonNullable<Props['rename']> }) {
  const { submit, trouble, isPending } = useSubmit()
  const send = (event: React.FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const name = String(new FormData(event.currentTarget).get('name'))
    submit(
      () => rename(name),
      () => done(false),
    )
  }
  return (
    <Part title="Name" reason={found.keeps.rename}>
      <form className="flex flex-wrap items-end gap-3" method="post" onSubmit={send}>
        <div className="min-w-0 flex-[1_1_16rem]">
          <TextField
            name="name"
            label="Name"
            defaultValue={found.name}
            maxLength={200}
            errors={trouble?.fields?.name}
          />
        </div>
        <Button type="submit" isPending={isPending}>
          Save the name
        </Button>
      </form>
      {trouble && !trouble.fields && <Notice kind="critical">{trouble.message}</Notice>}
    </Part>
  )
}

/** Asked about twice: what goes stands above the second question. */
function Remove({ found, kind, remove, done }: Pick<Props, 'found' | 'kind' | 'done'> & { remove: Act }) {
  const [isSure, setSure] = useState(false)
  const { goes, stays, keeps } = found
  return (
    <Part title="Delete" reason={keeps.remove}>
      {goes.length > 0 && <List title="Deleted with it" parts={goes} />}
      {stays.length > 0 && <List title="Stays" parts={stays} />}
      <p>This cannot be undone. The audit trail keeps that it was there.</p>
      {isSure ? (
        <Press label={`Yes, delete the ${kind}`} act={remove} done={() => done(true)} isGrave />
      ) : (
        <Button onPress={() => setSure(true)}>Delete…</Button>
      )}
    </Part>
  )
}

function Part({ title, reason, children }: { title: string; reason: string | null; children: React.ReactNode }) {
  return (
    <section className="space-y-2">
      <h3 className="text-sm font-semibold">{title}</h3>
      {reason === null ? children : <p className="text-ink-2">{reason}</p>}
    </section>
  )
}

function List({ title, parts }: { title: string; parts: readonly string[] }) {
  return (
    <p>
      {title}: {new Intl.ListFormat('en').format(parts)}.
    </p>
  )
}

type PressProps = { label: string; act: Act; done: () => void; isGrave?: boolean }

function Press({ label, act, done, isGrave = false }: PressProps) {
  const { submit, trouble, isPending } = useSubmit()
  return (
    <>
      {trouble && <Notice kind="critical">{trouble.message}</Notice>}
      <Button look={isGrave ? 'primary' : 'normal'} onPress={() => submit(act, done)} isPending={isPending}>
        {label}
      </Button>
    </>
  )
}
