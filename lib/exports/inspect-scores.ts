import 'server-only'
import type { Access } from '@/lib/auth/access'
import type { Column, RowOf } from './columns'
import { type ComparedPair, type JudgedItem, readJudgedItems, scoreOf } from './judged-items'
import type { PreferenceQuery } from './preference-query'

/** Scores of a file of inspect-scores.zip, as Inspect's precomputed scores. */
export const INSPECT_COLUMNS = [
  { name: 'id', type: 'text', holds: 'Id of the prompt, as uploaded: that of the sample in the log.' },
  { name: 'value', type: 'number', holds: 'From 0 to 1, the share of verdicts for the system, ties as half.' },
  { name: 'answer', type: 'text', holds: 'win, tie or loss, by the value.' },
  { name: 'explanation', type: 'text', holds: 'Reasons that were given, each after the annotator’s code.' },
  { name: 'metadata', type: 'json', holds: 'against, wins, ties, losses, item and study_id.' },
] as const satisfies readonly Column[]

export type InspectScore = RowOf<typeof INSPECT_COLUMNS>

/**
 * What people or models said of a system against another, a score a prompt, written as it is read.
 * @param arm the one of the pair whose log it is for
 * @throws AppError `forbidden` while the design does not show outcomes and nobody gave a reason to look
 */
export async function* inspectChunks(
  access: Access<'study:export'>,
  query: PreferenceQuery,
  pair: ComparedPair,
  arm: 'a' | 'b',
): AsyncGenerator<string> {
  const { batches } = await readJudgedItems(access, query, pair)
  for await (const batch of batches)
    yield batch
      .flatMap((item) => scored(item, arm, query, access.studyId))
      .map((score) => `${JSON.stringify(score)}\n`)
      .join('')
}

function scored(judged: JudgedItem, arm: 'a' | 'b', { rows }: PreferenceQuery, studyId: string): InspectScore[] {
  const { verdicts, promptId, item } = judged
  const ofA = scoreOf(verdicts, rows)
  if (ofA === null) return []
  const value = arm === 'a' ? ofA : 1 - ofA
  const own = arm === 'a' ? 1 : -1
  const count = (sign: number) => verdicts.filter((verdict) => verdict.sign === sign).length
  return [
    {
      id: promptId,
      value,
      answer: value > 0.5 ? 'win' : value < 0.5 ? 'loss' : 'tie',
      explanation: verdicts.flatMap(({ code, reason }) => (reason ? [`${code}: ${reason}`] : [])).join('\n'),
      metadata: {
        against: arm === 'a' ? judged.modelB : judged.modelA,
        ...{ wins: count(own), ties: count(0), losses: count(-own), item, study_id: studyId },
      },
    },
  ]
}
