'use client'

import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { fieldLabel } from '@/components/ui/field-look'
import { FieldPair } from '@/components/ui/field-pair'
import { NumberField, TextField } from '@/components/ui/fields'
import { FormTrouble } from '@/components/ui/form-trouble'
import { Notice } from '@/components/ui/notice'
import { Select } from '@/components/ui/select'
import { useSubmit } from '@/components/ui/use-submit'
import type { ProviderInput } from '@/lib/providers/schema'
import type { Answer } from '@/lib/server/action'
import { ChooseUsers, type Person } from './choose-users'
import { KINDS, USES } from './provider-words'

/** What the form says of a provider; the key as it was typed, empty when it was not. */
export type Written = ProviderInput

type Props = {
  provider?: Omit<ProviderInput, 'key'>
  people: readonly Person[]
  /** Said beneath the field of the key. */
  keyNote: string
  submitLabel: string
  save: (written: Written) => Promise<Answer<unknown>>
  onSaved: () => void
  /** Stands beneath the key: what else can become of it. */
  children?: React.ReactNode
}

const KIND_OPTIONS = Object.entries(KINDS).map(([value, { name }]) => ({ value, label: name }))
const ADDRESS =
  'Up to where /chat/completions, /messages or /models would follow; for a server on this machine for example http://127.0.0.1:8080/v1.'
const OWN_ADDRESS =
  'Where the program is described, such as its repository. It claims and submits by the API; nothing is asked of this address.'
const USE_OPTIONS = Object.entries(USES).map(([value, label]) => ({ value, label }))

/** What an admin says of a provider: where it is, with which key, how much at once, for whom. */
export function ProviderForm({ provider, people, keyNote, submitLabel, save, onSaved, children }: Props) {
  const { submit, trouble, isPending } = useSubmit()
  const [kind, setKind] = useState<ProviderInput['kind']>(provider?.kind ?? 'OPENAI_COMPATIBLE')
  const [baseUrl, setBaseUrl] = useState(provider?.baseUrl ?? '')
  const [key, setKey] = useState('')
  const [use, setUse] = useState<ProviderInput['use']>(provider?.use ?? 'RESEARCHERS')
  const [isSaved, setSaved] = useState(false)
  const errors = (name: string) => trouble?.fields?.[name]
  const isOwn = kind === 'EXTERNAL'
  const changeKind = (next: string) => {
    setKind(next as ProviderInput['kind'])
    // What somebody typed stays; an address of another kind's own would be the wrong one.
    if (Object.values(KINDS).some((one) => one.baseUrl === baseUrl)) setBaseUrl(KINDS[next as typeof kind].baseUrl)
  }
  const send = (event: React.FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const form = event.currentTarget
    setSaved(false)
    submit(
      () => save({ ...readFields(new FormData(form)), kind, baseUrl, key, use }),
      () => {
        setSaved(true)
        // What was sent is not kept here either.
        setKey('')
        onSaved()
      },
    )
  }
  return (
    <form className="grid max-w-3xl gap-[1.1rem]" method="post" onSubmit={send} noValidate>
      <FormTrouble trouble={trouble} />
      <FieldPair>
        <TextField
          name="name"
          label="Name"
          defaultValue={provider?.name ?? ''}
          maxLength={60}
          errors={errors('name')}
        />
        <Select label="Kind" value={kind} onChange={changeKind} options={KIND_OPTIONS} placeholder="Choose a kind" />
      </FieldPair>
      <TextField
        name="baseUrl"
        label={isOwn ? 'Address' : 'Base URL'}
        description={isOwn ? OWN_ADDRESS : ADDRESS}
        value={baseUrl}
        onChange={setBaseUrl}
        errors={errors('baseUrl')}
      />
      {!isOwn && (
        <>
          <TextField
            name="key"
            value={key}
            onChange={setKey}
            type="password"
            autoComplete="off"
            label="Key"
            description={keyNote}
            errors={errors('key')}
          />
          {children}
          <Limits provider={provider} errors={errors} />
        </>
      )}
      <Select
        label="Who may put its models into studies"
        value={use}
        onChange={(next) => setUse(next as ProviderInput['use'])}
        options={USE_OPTIONS}
        placeholder="Choose"
      />
      {use === 'LISTED' && <ChooseUsers people={people} chosen={provider?.userIds ?? []} />}
      <div className="flex flex-wrap items-center gap-[0.6rem]">
        <Button type="submit" look="primary" isPending={isPending}>
          {submitLabel}
        </Button>
        {isSaved && !trouble && <Notice kind="ok">Saved.</Notice>}
      </div>
    </form>
  )
}

type Errors = (name: string) => string[] | undefined

function Limits({ provider, errors }: { provider: Props['provider']; errors: Errors }) {
  const field = (name: 'requestsPerMinute' | 'tokensPerMinute' | 'lanes' | 'timeoutSeconds', preset?: number) => {
    const value = provider ? provider[name] : preset
    return { name, minValue: 1, errors: errors(name), ...(typeof value === 'number' && { defaultValue: value }) }
  }
  return (
    <fieldset className="m-0 min-w-0 border-0 p-0">
      <legend className={fieldLabel()}>How much it is asked, of all studies together</legend>
      <FieldPair className="mt-2">
        <NumberField {...field('requestsPerMinute')} label="Requests a minute" description="Empty: no limit." />
        <NumberField {...field('tokensPerMinute')} label="Tokens a minute" description="Empty: no limit." />
        <NumberField {...field('lanes', 4)} label="Calls at once" />
        <NumberField {...field('timeoutSeconds', 120)} label="Seconds to wait for an answer" />
      </FieldPair>
    </fieldset>
  )
}

function readFields(data: FormData) {
  const text = (name: string) => String(data.get(name) ?? '')
  const number = (name: string) => (text(name) === '' ? null : Number(text(name)))
  return {
    ...{ name: text('name'), userIds: data.getAll('userIds').map(String) },
    ...{ requestsPerMinute: number('requestsPerMinute'), tokensPerMinute: number('tokensPerMinute') },
    ...{ lanes: number('lanes') ?? 4, timeoutSeconds: number('timeoutSeconds') ?? 120 },
  }
}
