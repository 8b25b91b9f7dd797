'use client'

import { useRouter } from 'next/navigation'
import type { Answer } from '@/lib/server/action'
import type { Person } from './choose-users'
import { ProviderForm, type Written } from './provider-form'

type Props = { people: readonly Person[]; create: (written: Written) => Promise<Answer<string>> }

/** Adds a provider, and goes on to its page, where it is tested. */
export function AddProvider({ people, create }: Props) {
  const router = useRouter()
  const save = async (written: Written) => {
    const answer = await create(written)
    if (answer.ok) router.push(`/admin/providers/${answer.value}`)
    return answer
  }
  return (
    <ProviderForm
      people={people}
      keyNote="Kept encrypted, sent to this provider alone, and never shown again to anybody. A local server may need none."
      submitLabel="Add the provider"
      save={save}
      onSaved={() => undefined}
    />
  )
}
