'use client'

import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { Checkbox } from '@/components/ui/checkbox'
import type { ProviderChange } from '@/lib/providers/schema'
import type { Answer } from '@/lib/server/action'
import type { Person } from './choose-users'
import { ProviderForm, type Written } from './provider-form'
import { keyWords } from './provider-words'

type Props = {
  providerId: string
  provider: Omit<Written, 'key'>
  keyState: 'NONE' | 'THERE' | 'LOST'
  keyEnd: string | null
  people: readonly Person[]
  change: (input: ProviderChange) => Promise<Answer<unknown>>
}

type KeyState = Props['keyState']

/** How the key stands, and what leaving its field empty means. */
const STANDS: Record<KeyState, (end: string | null) => string> = {
  NONE: () => 'There is none now.',
  THERE: (end) => `Now: ${keyWords('THERE', end)}. Leave it empty to keep it.`,
  LOST: () => 'There is one that this installation’s encryption key does not open: enter it anew.',
}

/** Changes a provider; its key stays unless another one is entered or it is to go. */
export function ChangeProvider({ providerId, provider, keyState, keyEnd, people, change }: Props) {
  const router = useRouter()
  const [goes, setGoes] = useState(false)
  const save = ({ key, ...fields }: Written) => {
    const next = key ? ({ does: 'CHANGE', key } as const) : ({ does: goes ? 'GO' : 'STAY' } as const)
    return change({ ...fields, providerId, key: next })
  }
  const onSaved = () => {
    setGoes(false)
    router.refresh()
  }
  return (
    <ProviderForm
      provider={provider}
      people={people}
      keyNote={`${STANDS[keyState](keyEnd)} It is never shown; entered, it takes the place of the old one at once.`}
      submitLabel="Save"
      save={save}
      onSaved={onSaved}
    >
      {keyState !== 'NONE' && (
        <div>
          <Checkbox isSelected={goes} onChange={setGoes}>
            Take the key away: ask without one
          </Checkbox>
        </div>
      )}
    </ProviderForm>
  )
}
