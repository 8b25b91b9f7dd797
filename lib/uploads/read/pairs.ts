/** Fields that come in twos: one response each. */
const TWOS: readonly (readonly [first: string, second: string])[] = [
  ['output_1', 'output_2'],
  ['response_a', 'response_b'],
  ['response_1', 'response_2'],
  ['response 1', 'response 2'],
  ['response1', 'response2'],
  ['conversation_a', 'conversation_b'],
  ['completion_a', 'completion_b'],
  ['output_text_a', 'output_text_b'],
  ['answer1', 'answer2'],
  ['answer_a', 'answer_b'],
  ['chosen', 'rejected'],
  ['preferred_output', 'non_preferred_output'],
]

const VERDICTS = [
  ...['preference', 'winner', 'winner_model_a', 'winner_tie', 'label', 'verdict', 'score', 'g1_winner', 'better'],
]

/** Two responses a record, by the fields that hold them, and the field with a verdict where there is one. */
export type Pairs = { fields: readonly [string, string]; verdict: string | null }

/** Recognises a file of pairs, which is neither of prompts nor of responses. */
export function pairsIn(has: (field: string) => boolean): Pairs | null {
  const fields = TWOS.find(([first, second]) => has(first) && has(second))
  return fields ? { fields, verdict: VERDICTS.find(has) ?? null } : null
}

/** What such a file is told. */
export function explainPairs({ fields, verdict }: Pairs): string {
  const verdicts = verdict === null ? '' : `, and verdicts (“${verdict}”)`
  return `The file holds pairs: two responses a record (“${fields[0]}”, “${fields[1]}”)${verdicts}. They make a prompt set with both systems’ responses when they are brought as pairs${verdict === null ? '' : ', and a closed study when they are brought as a finished one'}; in prompts or in one system’s responses half of them would be lost.`
}
