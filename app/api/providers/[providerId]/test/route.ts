import { z } from 'zod'
import { ProviderKey, ProviderTest } from '@/lib/providers/schema'
import { testProvider } from '@/lib/providers/test-provider'
import { answers, json } from '@/lib/server/describe'
import { route } from '@/lib/server/route'

/**
 * Asks a provider for its models, and tries those named; what was found stands on its page. No action: whoever stops
 * waiting for the answer ends the test.
 */
export const POST = route(
  { needs: 'providers:manage', params: ProviderKey, body: json(ProviderTest), reply: answers(z.null()) },
  async (access, { request: { signal }, params, body }) => {
    await testProvider(access, { ...params, ...body }, { signal }).catch((error) => {
      // Nobody waits for it any more.
      if (!signal.aborted) throw error
    })
    return null
  },
)
