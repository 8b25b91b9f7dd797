import { authorizeActorSite } from '@/lib/auth/access'
import { makeActor } from '@/lib/testing/fixtures'
import { loadProvider } from './load-provider'
import type { AskableProvider } from './question'
import { createProvider } from './save-provider'
import { ProviderInput } from './schema'

/** Adds a provider at this address as an admin would. @param url of a scripted model */
export async function makeProvider(url: string, given: Partial<ProviderInput> = {}): Promise<AskableProvider> {
  const access = authorizeActorSite(await makeActor('ADMIN'), 'providers:manage')
  const name = `Provider ${crypto.randomUUID().slice(0, 8)}`
  const input = ProviderInput.parse({ name, kind: 'OPENAI_COMPATIBLE', baseUrl: `${url}/v1`, ...given })
  return loadProvider(await createProvider(access, input))
}
