import 'server-only'
import { deflateRawSync, inflateRawSync } from 'node:zlib'
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

type Log = () => AsyncGenerator<string>

/**
 * What people or models said of two systems, a score a prompt: a log for each of the two. Verdicts are read once, while the
 * first log is written; what the second has of them waits deflated meanwhile.
 * @throws AppError `forbidden` while the design does not show outcomes and nobody gave a reason to look
 */
export function inspectLogs(
  access: Access<'study:export'>,
  query: PreferenceQuery,
  pair: ComparedPair,
): { first: Log; second: Log } {
  const waiting: Buffer[] = []
  const written = (batch: readonly JudgedItem[], arm: 'a' | 'b') =>
    batch
      .flatMap((item) => scored(item, arm, query, access.studyId))
      .map((score) => `${JSON.stringify(score)}\n`)
      .join('')
  return {
    first: async function* () {
      const { batches } = await readJudgedItems(access, query, pair)
      for await (const batch of batches) {
        waiting.push(deflateRawSync(written(batch, 'b')))
        yield written(batch, 'a')
      }
    },
    second: async function* () {
      for (const part of waiting.splice(0)) yield inflateRawSync(part).toString()
    },
  }
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
