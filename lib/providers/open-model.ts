import 'server-only'
import { createAnthropic } from '@ai-sdk/anthropic'
import { createGoogleGenerativeAI } from '@ai-sdk/google'
import { createOpenAICompatible } from '@ai-sdk/openai-compatible'
import { z } from 'zod'
import { env } from '@/lib/env'
import { guardedFetch } from '@/lib/http/guarded-fetch'
import type { ModelProbe } from './probe'
import type { AskableProvider } from './question'

/** What an answer may weigh; the longest of any model weighs a tenth of it. */
const MOST_BYTES = 8 * 1024 * 1024

const Fingerprint = z.object({ system_fingerprint: z.string() })

/** A fetch for what an admin typed in as an address. */
export function providerFetch(): typeof fetch {
  return guardedFetch({ allowPrivate: env().MODEL_PRIVATE_ADDRESSES === 'true', maxBytes: MOST_BYTES })
}

/** A model as the library's packages for providers know it: what its part above them would add is nothing we need. */
export type LanguageModel = ReturnType<ReturnType<typeof createOpenAICompatible>>

type Opening = { model: string; key: string | null; maxTokensName: ModelProbe['maxTokensName'] }

/** Models by the provider they are of, which has one key as long as it lives: to make one takes as long as a small call. */
const opened = new WeakMap<AskableProvider, Map<string, LanguageModel>>()

/** A provider's model, as the library of calls knows it. */
export function openModel(provider: AskableProvider, opening: Opening): LanguageModel {
  const known = opened.get(provider) ?? new Map<string, LanguageModel>()
  opened.set(provider, known)
  const name = `${opening.maxTokensName} ${opening.model}`
  const model = known.get(name) ?? makeModel(provider, opening)
  known.set(name, model)
  return model
}

function makeModel({ kind, baseUrl }: AskableProvider, { model, key, maxTokensName }: Opening): LanguageModel {
  const common = { baseURL: baseUrl, fetch: providerFetch() }
  // Given an empty key rather than none, they do not look for one in the environment.
  if (kind === 'ANTHROPIC') return createAnthropic({ ...common, apiKey: key ?? '' })(model)
  if (kind === 'GOOGLE') return createGoogleGenerativeAI({ ...common, apiKey: key ?? '' })(model)
  return createOpenAICompatible({
    ...{ ...common, name: 'provider', supportsStructuredOutputs: true },
    ...(key && { apiKey: key }),
    ...(maxTokensName === 'max_completion_tokens' && { transformRequestBody: renameMaxTokens }),
    metadataExtractor: {
      extractMetadata: async ({ parsedBody }) => {
        const read = Fingerprint.safeParse(parsedBody)
        return read.success ? { evenhand: { fingerprint: read.data.system_fingerprint } } : undefined
      },
      createStreamExtractor: () => ({ processChunk: () => undefined, buildMetadata: () => undefined }),
    },
  })(model)
}

function renameMaxTokens({ max_tokens, ...rest }: Record<string, unknown>): Record<string, unknown> {
  return { ...rest, max_completion_tokens: max_tokens }
}
