'use client'

import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { CopyField } from '@/components/people/copy-field'
import { Button } from '@/components/ui/button'
import { ConfirmButton } from '@/components/ui/confirm-button'
import { moment } from '@/components/ui/dates'
import { NumberField, TextField } from '@/components/ui/fields'
import { FoldSection } from '@/components/ui/fold-section'
import { FormTrouble } from '@/components/ui/form-trouble'
import { Note } from '@/components/ui/text'
import { useSubmit } from '@/components/ui/use-submit'
import { count } from '@/lib/numbers/count'
import type { ResultsLinkRow } from '@/lib/results/results-links'
import type { Answer } from '@/lib/server/action'

type Props = {
  studyId: string
  links: readonly ResultsLinkRow[]
  share: (input: { studyId: string; note: string; days: number }) => Promise<Answer<{ path: string }>>
  unshare: (input: { studyId: string; linkId: string }) => Promise<Answer<unknown>>
}

/** Links that show these results to somebody without an account: made, shown once, listed, revoked. */
export function ShareResults({ studyId, links, share, unshare }: Props) {
  const router = useRouter()
  const { submit, trouble, isPending } = useSubmit()
  const [url, setUrl] = useState<string | null>(null)
  const send = (event: React.FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const given = new FormData(event.currentTarget)
    setUrl(null)
    submit(
      () => share({ studyId, note: String(given.get('note')), days: Number(given.get('days')) }),
      ({ path }) => {
        setUrl(window.location.origin + path)
        router.refresh()
      },
    )
  }
  return (
    <div className="print:hidden">
      <FoldSection
        id="share"
        title="Show the results to others"
        aside={links.length > 0 ? count(links.length, 'link') : ''}
        isOpen={links.length > 0}
      >
        <p className="mb-4 max-w-(--measure)">
          Whoever has a link reads the figures and numbers of this page without an account: no annotator, no single
          judgment, no prompt or response. It ends after some days, or when you revoke it.
        </p>
        <form className="grid max-w-3xl gap-[1.1rem]" method="post" onSubmit={send}>
          <FormTrouble trouble={trouble} />
          <div className="flex flex-wrap items-start gap-x-8 gap-y-4">
            <TextField name="note" label="For whom" maxLength={120} errors={trouble?.fields?.note} isRequired />
            <NumberField
              name="days"
              label="Works for how many days"
              defaultValue={30}
              minValue={1}
              maxValue={365}
              errors={trouble?.fields?.days}
            />
          </div>
          <div>
            <Button type="submit" isPending={isPending}>
              Make a link to the results
            </Button>
          </div>
          {url && (
            <CopyField
              label="Link to the results"
              value={url}
              note="Whoever has it reads them. It is shown only now."
            />
          )}
        </form>
        {links.length > 0 && (
          <ul className="mt-4 max-w-3xl list-none">
            {links.map(({ id, note, expiresAt, opens, openedAt }) => (
              <li key={id} className="flex flex-wrap items-center justify-between gap-3 border-b border-rule py-2">
                <div className="min-w-0">
                  <strong className="wrap-anywhere">{note}</strong>
                  <Note>
                    Works until {moment(expiresAt)}.{' '}
                    {openedAt ? `Opened ${count(opens, 'time')}, last ${moment(openedAt)}.` : 'Not opened yet.'}
                  </Note>
                </div>
                <ConfirmButton
                  label="Revoke…"
                  look="link"
                  title={`Revoke the link for ${note}?`}
                  confirmLabel="Revoke the link"
                  onConfirm={async () => {
                    const answer = await unshare({ studyId, linkId: id })
                    if (answer.ok) router.refresh()
                    return answer
                  }}
                >
                  <p>Whoever has it is told that it does not work any more.</p>
                </ConfirmButton>
              </li>
            ))}
          </ul>
        )}
      </FoldSection>
    </div>
  )
}
