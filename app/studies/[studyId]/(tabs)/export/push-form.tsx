'use client'

import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { Checkbox } from '@/components/ui/checkbox'
import { TextField } from '@/components/ui/fields'
import { FormTrouble } from '@/components/ui/form-trouble'
import { Select } from '@/components/ui/select'
import { Note } from '@/components/ui/text'
import { useSubmit } from '@/components/ui/use-submit'
import type { PushInput } from '@/lib/formats/hub/schema'
import { forget, push } from './actions'

type Props = {
  studyId: string
  host: string
  snapshots: { id: string; note: string }[]
  mayTakeTexts: boolean
  /** Of the stored token; null where there is none. */
  tokenEnd: string | null
  lastRepo: string
}

/** Says what is pushed to where, and with which token. */
export function PushForm({ studyId, host, snapshots, mayTakeTexts, tokenEnd, lastRepo }: Props) {
  const { submit, trouble, isPending } = useSubmit()
  const [input, setInput] = useState<PushInput>({
    ...{ studyId, snapshotId: snapshots[0]?.id ?? '', repo: lastRepo, isPrivate: true, hasTexts: mayTakeTexts },
    ...{ token: '', keepsToken: false },
  })
  const change = (part: Partial<PushInput>) => setInput((now) => ({ ...now, ...part }))
  const errors = (field: string) => trouble?.fields?.[field]
  const hasTexts = input.hasTexts && mayTakeTexts
  const card = `/api/studies/${studyId}/dataset-card.md?snapshot=${input.snapshotId}&texts=${hasTexts ? 'yes' : 'no'}`
  const send = (event: React.FormEvent) => {
    event.preventDefault()
    submit(
      () => push({ ...input, hasTexts }),
      () => change({ token: '', keepsToken: false }),
    )
  }
  return (
    <form className="mt-5 grid max-w-[34rem] gap-[1.1rem]" onSubmit={send} noValidate>
      <FormTrouble trouble={trouble} />
      <Select
        label="Snapshot"
        placeholder="Choose a snapshot"
        value={input.snapshotId}
        onChange={(snapshotId) => change({ snapshotId })}
        options={snapshots.map(({ id, note }) => ({ value: id, label: note }))}
        errors={errors('snapshotId')}
      />
      <TextField
        name="repo"
        label="Data set"
        description="OWNER/NAME. It is made where there is none yet."
        maxLength={200}
        value={input.repo}
        onChange={(repo) => change({ repo })}
        errors={errors('repo')}
        isRequired
      />
      <div className="grid">
        <Checkbox isSelected={input.isPrivate} onChange={(isPrivate) => change({ isPrivate })}>
          Private
        </Checkbox>
        <Checkbox isSelected={hasTexts} isDisabled={!mayTakeTexts} onChange={(on) => change({ hasTexts: on })}>
          With prompts and responses
        </Checkbox>
        {!mayTakeTexts && <Note>They may not be given on: see “Texts in files for others” above.</Note>}
      </div>
      <TextField
        name="token"
        label="Token"
        description={
          tokenEnd === null
            ? `Of your account at ${host}, with the right to write. It is kept encrypted until this push is over, and shown to nobody.`
            : `Leave it empty for the stored one, which ends in ${tokenEnd}.`
        }
        type="password"
        autoComplete="off"
        maxLength={200}
        value={input.token}
        onChange={(token) => change({ token: token.trim() })}
        errors={errors('token')}
      />
      <div className="grid">
        <Checkbox isSelected={input.keepsToken} onChange={(keepsToken) => change({ keepsToken })}>
          Keep this token, encrypted, for my next pushes
        </Checkbox>
        {tokenEnd !== null && (
          <span>
            <Button
              look="link"
              onPress={() =>
                submit(
                  () => forget({ studyId }),
                  () => undefined,
                )
              }
            >
              Forget the stored token
            </Button>
          </span>
        )}
      </div>
      <div className="flex flex-wrap items-center gap-[0.9rem]">
        <Button look="primary" type="submit" isPending={isPending}>
          Push the data set
        </Button>
        <a href={card} download>
          See its card first
        </a>
      </div>
    </form>
  )
}
