'use server'

import { revalidatePath } from 'next/cache'
import { removePrice, setPrice } from '@/lib/providers/prices'
import { changeProvider, createProvider } from '@/lib/providers/save-provider'
import {
  PriceInput,
  PriceKey,
  ProviderChange,
  ProviderInput,
  ProviderKey,
  ProviderSwitch,
} from '@/lib/providers/schema'
import { deleteProvider, switchProvider } from '@/lib/providers/switch-provider'
import { action } from '@/lib/server/action'

const ANY = '/admin/providers'

/** Adds a provider; the answer is its id. */
export const create = action({ input: ProviderInput, needs: 'providers:manage' }, async (access, input) => {
  const id = await createProvider(access, input)
  revalidatePath(ANY)
  return id
})

/** Changes a provider, and its key where one is entered or taken away. */
export const change = action({ input: ProviderChange, needs: 'providers:manage' }, async (access, input) => {
  await changeProvider(access, input)
  revalidatePath(ANY, 'layout')
})

/** Switches a provider off or on. */
export const switchTo = action({ input: ProviderSwitch, needs: 'providers:manage' }, async (access, input) => {
  await switchProvider(access, input)
  revalidatePath(ANY, 'layout')
})

/** Deletes a provider that no study has a model of. */
export const remove = action({ input: ProviderKey, needs: 'providers:manage' }, async (access, input) => {
  await deleteProvider(access, input)
  revalidatePath(ANY)
})

/** Says what a model costs from a day on. */
export const price = action({ input: PriceInput, needs: 'providers:manage' }, async (access, input) => {
  await setPrice(access, input)
  revalidatePath(ANY, 'layout')
})

/** Takes a price back. */
export const takePriceBack = action({ input: PriceKey, needs: 'providers:manage' }, async (access, input) => {
  await removePrice(access, input)
  revalidatePath(ANY, 'layout')
})
