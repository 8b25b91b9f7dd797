import type { StudyInput } from '@/lib/designs/schema'
import type { Trials } from '@/lib/runs/try-model'
import type { Answer } from '@/lib/server/action'
import { type ModelPlace, sendable } from './source'

/** Has one model of a design asked about a few items; null of a trial that was given up. */
export async function askTrials(
  design: StudyInput,
  at: ModelPlace,
  signal: AbortSignal,
): Promise<Answer<Trials | null>> {
  const answer = await fetch('/api/models/try', {
    ...{ method: 'POST', body: JSON.stringify({ design: sendable(design), ...at }), signal },
    headers: { 'content-type': 'application/json' },
  }).catch((error) => {
    if (!signal.aborted) throw error
  })
  if (!answer) return { ok: true, value: null }
  return answer.ok ? { ok: true, value: await answer.json() } : { ok: false, problem: await answer.json() }
}
