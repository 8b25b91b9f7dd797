'use client'

import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { Disclosure } from '@/components/ui/disclosure'
import { NumberField, TextField } from '@/components/ui/fields'
import { Notice } from '@/components/ui/notice'
import { count } from '@/lib/numbers/count'
import type { Answer } from '@/lib/server/action'
import { FormTrouble } from '../ui/form-trouble'
import { useSubmit } from '../ui/use-submit'
import { linksCsv } from './links-csv'

type Made = { name: string; email: string | null; token: string }
type Input = { studyId: string; groupId: string; people: string; days: number }
type Props = {
  studyId: string
  groupId: string
  days: number
  invite: (input: Input) => Promise<Answer<{ links: Made[] }>>
}

/** Makes a link for each person of a list, and gives them as a file, once. */
export function InvitePeople({ studyId, groupId, days, invite }: Props) {
  const { submit, trouble, isPending } = useSubmit()
  const [file, setFile] = useState<{ href: string; links: number } | null>(null)
  const make = (event: React.FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const form = event.currentTarget
    const data = new FormData(form)
    const asked = { studyId, groupId, people: String(data.get('people')), days: Number(data.get('days')) }
    submit(
      () => invite(asked),
      ({ links }) => {
        const csv = linksCsv(links.map(({ token, ...person }) => ({ ...person, url: `${origin()}/join/${token}` })))
        setFile({ href: `data:text/csv;charset=utf-8,${encodeURIComponent(csv)}`, links: links.length })
        form.reset()
      },
    )
  }
  return (
    <div className="mt-6">
      <Disclosure label="Personal links">
        <form className="grid max-w-2xl gap-[1.1rem]" method="post" onSubmit={make}>
          <FormTrouble trouble={trouble} />
          <TextField
            name="people"
            rows={5}
            label="People, one a line"
            description="A name, an e-mail or both: Mara Lindt, mara@example.org. Each gets a link of their own that serves once. Names stay on this page: annotators are known by their codes."
            errors={trouble?.fields?.people}
          />
          <div className="flex flex-wrap items-end gap-x-8 gap-y-4">
            <NumberField
              name="days"
              label="Valid for how many days"
              defaultValue={days}
              minValue={1}
              maxValue={365}
              errors={trouble?.fields?.days}
            />
            <Button type="submit" isPending={isPending}>
              Make personal links
            </Button>
          </div>
        </form>
      </Disclosure>
      {file && (
        <Notice kind="ok" className="mt-4">
          {count(file.links, 'link is', 'links are')} made.{' '}
          <a href={file.href} download="personal-links.csv">
            Download them (CSV)
          </a>
          . They are told only now.
        </Notice>
      )}
    </div>
  )
}

function origin(): string {
  return window.location.origin
}
