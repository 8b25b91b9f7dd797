import 'server-only'
import { recordAudit } from '@/lib/audit/record'
import type { SiteAccess } from '@/lib/auth/access'
import { db } from '@/lib/db/client'
import { listModels } from './list-models'
import { loadProvider } from './load-provider'
import { MOST_TESTED, type ModelProbe, type Probe, readProbe } from './probe'
import { probeModel } from './probe-model'
import { lockProvider } from './save-provider'
import type { ProviderTest } from './schema'

/** How long a test takes at most; what was found by then is kept. */
export const TEST_SECONDS = 180

type Limits = {
  /** Gives the test up: nothing of it is kept. */
  signal?: AbortSignal
  seconds?: number
}

/**
 * Asks a provider for its models, tries those named, and keeps what it found: parameters are sent to a model, and JSON is
 * asked of it, as its test says.
 *
 * @returns what is known now
 * @throws AppError `not_found`; `conflict` when the provider is switched off, or its key cannot be opened
 */
export async function testProvider(
  { actor }: SiteAccess<'providers:manage'>,
  { providerId, models }: ProviderTest,
  { signal, seconds = TEST_SECONDS }: Limits = {},
): Promise<Probe> {
  const provider = await loadProvider(providerId)
  const ends = { signal, time: AbortSignal.timeout(seconds * 1000) }
  const listed = await listModels(provider, signal)
  const tested: ModelProbe[] = []
  // One after the other: a small server would answer neither in time.
  for (const model of models) tested.push(await probeModel(provider, model, ends))
  signal?.throwIfAborted()
  return db.$transaction(async (tx) => {
    const row = await lockProvider(tx, providerId)
    const before = readProbe(row.probe)?.tested ?? []
    const kept = before.filter(({ model }) => !models.includes(model))
    const probe: Probe = {
      ...{ models: listed.models, listProblem: listed.problem },
      tested: [...tested, ...kept].slice(0, MOST_TESTED),
    }
    // What was found of another address says nothing of this one.
    if (row.baseUrl === provider.baseUrl)
      await tx.provider.update({ where: { id: providerId }, data: { probe, probedAt: new Date() } })
    const answered = tested.filter(({ problem }) => problem === null).length
    const detail = { models, answered, listed: listed.models?.length ?? null }
    await recordAudit(tx, actor, { action: 'provider.test', subject: row.name, detail })
    return probe
  })
}
