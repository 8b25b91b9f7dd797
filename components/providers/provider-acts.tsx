'use client'

import { useRouter } from 'next/navigation'
import { ConfirmButton } from '@/components/ui/confirm-button'
import { Prose } from '@/components/ui/text'
import { count } from '@/lib/numbers/count'
import type { Answer } from '@/lib/server/action'

type Props = {
  provider: { id: string; name: string; isOff: boolean; runs: number }
  switchTo: (input: { providerId: string; disabled: boolean }) => Promise<Answer<unknown>>
  remove: (input: { providerId: string }) => Promise<Answer<unknown>>
}

/** Switching a provider off and on, and deleting it while no study has a model of it. */
export function ProviderActs({ provider: { id, name, isOff, runs }, switchTo, remove }: Props) {
  const router = useRouter()
  const flip = async () => {
    const answer = await switchTo({ providerId: id, disabled: !isOff })
    if (answer.ok) router.refresh()
    return answer
  }
  const erase = async () => {
    const answer = await remove({ providerId: id })
    if (answer.ok) router.push('/admin/providers')
    return answer
  }
  return (
    <>
      <Prose className="mb-4">
        {isOff ? 'It is switched off: nothing is sent to it.' : 'It is on.'}{' '}
        {runs > 0 && `${count(runs, 'model')} of it judge or have judged in studies, so that it cannot be deleted.`}
      </Prose>
      <div className="flex flex-wrap items-center gap-[0.6rem]">
        <ConfirmButton
          label={isOff ? 'Switch on…' : 'Switch off…'}
          title={isOff ? `Switch ${name} on?` : `Switch ${name} off?`}
          confirmLabel={isOff ? 'Switch it on' : 'Switch it off'}
          onConfirm={flip}
        >
          <p>
            {isOff
              ? 'Its models can be asked again. Runs that stopped are started again on the page of their study.'
              : 'Nothing more is sent to it: its models stop, and keep what they have judged. Its key stays.'}
          </p>
        </ConfirmButton>
        {runs === 0 && (
          <ConfirmButton label="Delete…" title={`Delete ${name}?`} confirmLabel="Delete the provider" onConfirm={erase}>
            <p>Its key, its prices and what its test found go with it. No study has a model of it.</p>
          </ConfirmButton>
        )}
      </div>
    </>
  )
}
