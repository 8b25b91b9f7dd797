import type { ModelParameters } from './parameters'
import type { ModelProbe } from './probe'

/** A shape of JSON that an answer is to have. */
export type JsonSchema = { readonly [key: string]: unknown }

/** What a model is asked: the messages as they are sent, and what is sent beside them. */
export type Question = {
  messages: { role: 'system' | 'user'; content: string }[]
  model: string
  parameters: ModelParameters
  /** Asked for where the model is to answer in JSON; null for plain text. */
  schema: JsonSchema | null
}

/** What a provider counted; null where it did not say, which is not 0. */
export type Usage = {
  input: number | null
  /** Of the input: what the provider had kept from before. */
  cached: number | null
  /** Reasoning included. */
  output: number | null
  reasoning: number | null
}

/** What came back. An empty text, a refusal, a filter and an answer cut short are replies, too: `finishReason` tells them apart. */
export type Reply = {
  /** Without reasoning that stood in it between `<think>` and `</think>`. */
  text: string
  reasoning: string | null
  /** `stop`, `length`, `content-filter` (a refusal in a field of its own as well), `tool-calls`, `error`, `other`. */
  finishReason: string
  httpStatus: number
  servedModel: string | null
  fingerprint: string | null
  responseId: string | null
  usage: Usage
}

/** Why nothing came back. */
export type Failure = {
  /** WAIT: ask again later. STOP: somebody has to mend something first. TOO_LONG: this text does not fit into this model. */
  kind: 'WAIT' | 'STOP' | 'TOO_LONG'
  /** Of the HTTP answer; null where there was none. */
  status: number | null
  /** The provider's own words where it said any, cleaned and bounded; never the key, never what was asked. */
  message: string
  /** How long the provider wants to be left alone; null where it did not say. */
  retryAfterMs: number | null
}

export type Asked = { reply: Reply; failure?: undefined } | { failure: Failure; reply?: undefined }

/** A provider that can be asked. Only `loadProvider` makes one; its key can be read by nothing outside this folder. */
export type AskableProvider = {
  readonly id: string
  readonly name: string
  readonly kind: 'OPENAI_COMPATIBLE' | 'ANTHROPIC' | 'GOOGLE'
  readonly baseUrl: string
  readonly requestsPerMinute: number | null
  readonly tokensPerMinute: number | null
  readonly lanes: number
  readonly timeoutSeconds: number
  /** What its test found, of each model that was tested. */
  readonly probed: readonly ModelProbe[]
}
