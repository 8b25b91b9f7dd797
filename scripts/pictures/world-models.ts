import { authorizeActor } from '@/lib/auth/access'
import { db } from '@/lib/db/client'
import type { Prisma } from '@/lib/db/generated/client'
import { ModelInput } from '@/lib/models/design'
import type { ModelProbe } from '@/lib/providers/probe'
import { updateStudy } from '@/lib/studies/update-study'
import { addModel, answerAsModel } from '@/lib/testing/asked-model'
import { loadComparison, makeDraft, makeOpenStudy } from '@/lib/testing/fixtures'
import { judgedByModels } from '@/lib/testing/judged-by-model'

const AT = new Date('2026-11-30T09:00:00Z')

const TRIED: ModelProbe = {
  ...{ model: 'kea-large', testedAt: AT.toISOString(), problem: null, servedModel: 'kea-large-2026-08' },
  ...{ milliseconds: 1530, maxTokensName: 'max_tokens', temperature: true, topP: null, seed: true },
  ...{ reasoningEffort: false, schema: true, reportsUsage: true, reportsFingerprint: true },
}

/** Providers in each state, a draft that models judge, runs in each state, and a study that people and models judged. */
export async function makeModels(): Promise<Record<string, string>> {
  const providers = await makeProviders()
  const judged = await judgedByModels()
  return {
    ...providers,
    modelsDraft: await makeModelDraft(providers.provider),
    ...(await makeRuns()),
    judged: judged.studyId,
  }
}

async function makeProviders() {
  const own = { name: 'Server in the cellar', kind: 'OPENAI_COMPATIBLE', baseUrl: 'http://127.0.0.1:9/v1' } as const
  const old = { ...TRIED, model: 'kea-old', problem: 'The model kea-old has been deprecated.' }
  const probe = { models: ['kea-large', 'kea-mini'], listProblem: null, tested: [TRIED, old] }
  const { id: provider } = await db.provider.create({ data: { ...own, requestsPerMinute: 500, probe, probedAt: AT } })
  const price = { providerId: provider, model: 'kea-large', currency: 'USD' }
  await db.price.createMany({
    data: [
      { ...price, inputNanos: 2500n, outputNanos: 10_000n, validFrom: new Date('2026-01-01') },
      { ...price, inputNanos: 3500n, outputNanos: 12_000n, cachedInputNanos: 900n, validFrom: new Date('2099-01-01') },
    ],
  })
  const failed = { models: null, listProblem: 'HTTP status 401: Incorrect API key provided.', tested: [] }
  const { id: providerFailed } = await db.provider.create({
    data: {
      ...{ name: 'Gateway of the department', kind: 'ANTHROPIC', baseUrl: 'https://gateway.example.org/v1' },
      ...{ sealedKey: 'sealed', keyEnd: '4f2a', probe: failed, probedAt: AT, use: 'LISTED', disabledAt: AT },
    },
  })
  return { provider, providerFailed }
}

async function makeModelDraft(providerId: string): Promise<string> {
  const { studyId, researcher } = await makeDraft({ prompts: 12, design: { title: 'Letters, with two judges' } })
  const models = ['kea-large', 'kea-mini'].map((model) => ModelInput.parse({ providerId, model, tokenBudget: 90_000 }))
  await updateStudy(await authorizeActor(researcher, studyId, 'study:design'), {
    ...(await loadComparison(studyId)),
    models: [{ name: 'Models', codePrefix: 'G', models }],
  })
  return studyId
}

const BUDGET = 'The next call could cost more than what is left of the budget. Raise the budget to go on.'

/** How runs may stand, each with what it has used. */
const RUNS: Omit<Prisma.ModelRunUncheckedUpdateInput, 'studyId'>[] = [
  { status: 'DONE', tokenBudget: 1_000_000n, spentTokens: 516n, spentNanos: 4_938_268n },
  { status: 'READY', tokenBudget: 1_000_000n, currency: null },
  { status: 'PAUSED', tokenBudget: 90_000n, spentTokens: 12_000n, reservedTokens: 4_100n, currency: null },
  { status: 'STOPPED', problem: BUDGET, tokenBudget: 12_500n, spentTokens: 12_000n, currency: null },
  { status: 'STOPPED', problem: 'HTTP status 401: Incorrect API key provided.', tokenBudget: 90_000n, currency: null },
  { status: 'CANCELLED', tokenBudget: 90_000n, spentTokens: 3000n, currency: null },
]

async function makeRuns() {
  const { studyId } = await makeOpenStudy({
    prompts: 6,
    design: { title: 'Walks, people and models', looks: 'ANYTIME' },
  })
  const { id: criterionId } = await db.criterion.findFirstOrThrow({ where: { studyId } })
  const items = await db.item.findMany({ where: { studyId }, orderBy: { position: 'asc' } })
  const annotators: string[] = []
  for (const [nth, data] of RUNS.entries()) {
    const { annotatorId, provider } = await addModel(studyId, { model: 'kea-large', code: `G0${nth + 1}` })
    await db.provider.update({ where: { id: provider.id }, data: { name: `Service ${nth + 1}` } })
    await db.modelRun.update({ where: { studyId_annotatorId: { studyId, annotatorId } }, data })
    annotators.push(annotatorId)
  }
  const [first = ''] = annotators
  for (const [nth, { id: itemId }] of items.entries()) {
    const said = nth === 2 ? 'REFUSED' : { choice: 'A', score: 1 }
    await answerAsModel(studyId, first, { itemId, slot: 0, at: new Date(+AT + 60_000 * nth) }, criterionId, said)
  }
  const call = await db.modelCall.findFirstOrThrow({ where: { studyId }, orderBy: { sentAt: 'asc' } })
  return { modelsOpen: studyId, model: first, call: call.id }
}
