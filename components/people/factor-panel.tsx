'use client'

import { startRegistration } from '@simplewebauthn/browser'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { TextField } from '@/components/ui/fields'
import { Notice } from '@/components/ui/notice'
import { Note } from '@/components/ui/text'
import type { Answer } from '@/lib/server/action'
import { FormTrouble } from '../ui/form-trouble'
import { useSubmit } from '../ui/use-submit'
import { CopyField } from './copy-field'

type Options = Parameters<typeof startRegistration>[0]['optionsJSON']
type Made = Awaited<ReturnType<typeof startRegistration>>
type Added = Promise<Answer<{ codes: string[] | null }>>
type Acts = {
  beginApp: (input: 'app') => Promise<Answer<{ secret: string; address: string }>>
  finishApp: (input: { code: string }) => Added
  beginPasskey: (input: 'passkey') => Promise<Answer<Options>>
  finishPasskey: (input: { name: string; answer: Made }) => Added
  remove: (input: { passkeyId: string | null }) => Promise<Answer<unknown>>
  newCodes: (input: 'codes') => Promise<Answer<{ codes: string[] }>>
}
type Props = {
  /** Since when there is an app, in words. */
  app: string | null
  passkeys: { id: string; name: string; about: string }[]
  codesLeft: number
  acts: Acts
}

/** What one has beside one's password, and ways to add and remove it. */
export function FactorPanel({ app, passkeys, codesLeft, acts }: Props) {
  const [codes, setCodes] = useState<string[] | null>(null)
  const hasAny = app !== null || passkeys.length > 0
  return (
    <div className="grid gap-10">
      {codes && <RecoveryCodes codes={codes} />}
      <section aria-labelledby="passkeys">
        <h2 id="passkeys">Passkeys</h2>
        <Note>
          On this device, a phone or a security key: unlocked by a PIN, a finger or a face. It cannot be phished.
        </Note>
        <ul className="my-3 list-none">
          {passkeys.map(({ id, name, about }) => (
            <Factor key={id} name={name} about={about} remove={() => acts.remove({ passkeyId: id })} />
          ))}
        </ul>
        <AddPasskey acts={acts} show={setCodes} />
      </section>
      <section aria-labelledby="app">
        <h2 id="app">Codes of an app</h2>
        {app ? (
          <ul className="my-3 list-none">
            <Factor name="Authenticator app" about={`Since ${app}.`} remove={() => acts.remove({ passkeyId: null })} />
          </ul>
        ) : (
          <AddApp acts={acts} show={setCodes} />
        )}
      </section>
      {hasAny && <RenewCodes left={codesLeft} renew={acts.newCodes} show={setCodes} />}
    </div>
  )
}

function RecoveryCodes({ codes }: { codes: string[] }) {
  return (
    <section aria-labelledby="recovery-codes">
      <h2 id="recovery-codes">Your recovery codes</h2>
      <Notice kind="caution">
        Keep them on paper or in a password manager: they are shown only now. Each signs you in once when all else is
        lost.
      </Notice>
      <ul className="my-4 grid max-w-sm list-none grid-cols-2 gap-x-8 gap-y-1 font-mono text-sm">
        {codes.map((code) => (
          <li key={code}>{code}</li>
        ))}
      </ul>
    </section>
  )
}

function Factor({ name, about, remove }: { name: string; about: string; remove: () => Promise<Answer<unknown>> }) {
  const { submit, trouble, isPending } = useSubmit()
  return (
    <li className="flex flex-wrap items-center justify-between gap-3 border-b border-rule py-2">
      <span>
        <strong>{name}</strong> <span className="text-sm text-ink-2">{about}</span>
      </span>
      <Button aria-label={`Remove ${name}`} isPending={isPending} onPress={() => submit(remove, () => undefined)}>
        Remove
      </Button>
      {trouble && <Notice kind="critical">{trouble.message}</Notice>}
    </li>
  )
}

type AddProps = { acts: Acts; show: (codes: string[] | null) => void }

function AddPasskey({ acts, show }: AddProps) {
  const { submit, trouble, isPending } = useSubmit()
  const [isBrokenOff, setBrokenOff] = useState(false)
  const add = (event: React.FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const form = event.currentTarget
    const name = String(new FormData(form).get('name'))
    setBrokenOff(false)
    submit(
      () => acts.beginPasskey('passkey'),
      async (optionsJSON) => {
        // Browsers do not say whether there was none, or somebody changed their mind.
        const answer = await startRegistration({ optionsJSON }).catch(() => null)
        if (answer === null) return setBrokenOff(true)
        submit(
          () => acts.finishPasskey({ name, answer }),
          ({ codes }) => {
            form.reset()
            show(codes)
          },
        )
      },
    )
  }
  return (
    <form className="grid max-w-sm gap-3" method="post" onSubmit={add}>
      <FormTrouble trouble={trouble} />
      {isBrokenOff && <Notice>No passkey was made.</Notice>}
      <TextField
        name="name"
        label="Name of a new one"
        description="Such as the device it is on."
        maxLength={60}
        isRequired
        errors={trouble?.fields?.name}
      />
      <div>
        <Button type="submit" isPending={isPending}>
          Add a passkey
        </Button>
      </div>
    </form>
  )
}

function AddApp({ acts, show }: AddProps) {
  const { submit, trouble, isPending } = useSubmit()
  const [made, setMade] = useState<{ secret: string; address: string } | null>(null)
  const confirm = (event: React.FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const code = String(new FormData(event.currentTarget).get('code'))
    submit(
      () => acts.finishApp({ code }),
      ({ codes }) => show(codes),
    )
  }
  if (made === null)
    return (
      <div className="mt-3 grid gap-3">
        {trouble && <Notice kind="critical">{trouble.message}</Notice>}
        <div>
          <Button isPending={isPending} onPress={() => submit(() => acts.beginApp('app'), setMade)}>
            Set up an app
          </Button>
        </div>
      </div>
    )
  return (
    <form className="mt-3 grid gap-[1.1rem]" method="post" onSubmit={confirm}>
      <FormTrouble trouble={trouble} />
      <CopyField
        label="Key for your app"
        value={made.secret.replaceAll(/(.{4})(?=.)/g, '$1 ')}
        note="Enter it there as a key based on time. It is shown only now."
      />
      <p className="text-sm">
        Is the app on this device? <a href={made.address}>Open it with the key</a>
      </p>
      <div className="max-w-sm">
        <TextField
          name="code"
          label="Code that it shows now"
          autoComplete="one-time-code"
          errors={trouble?.fields?.code}
          isRequired
        />
      </div>
      <div>
        <Button type="submit" look="primary" isPending={isPending}>
          Confirm
        </Button>
      </div>
    </form>
  )
}

type RenewProps = { left: number; renew: Acts['newCodes']; show: (codes: string[]) => void }

function RenewCodes({ left, renew, show }: RenewProps) {
  const { submit, trouble, isPending } = useSubmit()
  return (
    <section aria-labelledby="recovery">
      <h2 id="recovery">Recovery codes</h2>
      <Note>{left} of them left. New ones take the place of those before.</Note>
      {trouble && <Notice kind="critical">{trouble.message}</Notice>}
      <div className="mt-3">
        <Button
          isPending={isPending}
          onPress={() =>
            submit(
              () => renew('codes'),
              ({ codes }) => show(codes),
            )
          }
        >
          Make new codes
        </Button>
      </div>
    </section>
  )
}
