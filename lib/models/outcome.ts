import type { Parsed, ParsedAnswer } from './parse'
import { parseAnswer } from './parse'
import type { Offered } from './request'

/** What came of asking a model: a verdict, or why there is none. */
export const MODEL_OUTCOMES = ['ANSWERED', 'UNPARSED', 'REFUSED', 'FILTERED', 'TRUNCATED', 'TOO_LONG'] as const
export type ModelOutcome = (typeof MODEL_OUTCOMES)[number]

/** As a provider answered, as far as it decides what came of it. */
export type Answered = { text: string; finishReason: string }

export type ReadAnswer = { outcome: ModelOutcome; answers: ParsedAnswer[] | null; why: string | null }

/** How models begin that do not want to. */
const REFUSAL =
  /^(?:i['’]?m (?:very |so |really )?sorry\b|sorry\b|i apologi[sz]e\b|i (?:can['’]?t|cannot|can not|won['’]?t|will not|am unable to|am not able to|must decline|have to decline|decline)\b|i['’]m (?:unable|not able|not comfortable)\b|unfortunately,? i (?:can|am|will)|as an ai\b)/i

/**
 * What came of an answer. An end that the provider forced goes before anything the text says: what stands there may be half
 * of it. A text that is no verdict and begins as refusals do is one.
 */
export function readAnswer({ text, finishReason }: Answered, offered: Offered): ReadAnswer {
  if (finishReason === 'length') return none('TRUNCATED', 'The answer was cut at its limit of tokens.')
  const refuses = REFUSAL.test(text.trim())
  if (finishReason === 'content-filter')
    return refuses
      ? none('REFUSED', 'The model declined to answer.')
      : none('FILTERED', 'The provider’s filter withheld the answer.')
  const parsed: Parsed = parseAnswer(text, offered)
  if (parsed.outcome === 'ANSWERED') return { outcome: 'ANSWERED', answers: parsed.answers, why: null }
  return refuses ? none('REFUSED', 'The model declined to answer.') : none('UNPARSED', parsed.why)
}

function none(outcome: ModelOutcome, why: string): ReadAnswer {
  return { outcome, answers: null, why }
}
