import { randomUUID } from 'node:crypto'
import { db } from '@/lib/db/client'
import type { ModelOutcome } from '@/lib/db/generated/enums'
import { ModelSettings } from '@/lib/models/design'

/** Slots of models have numbers from here on. */
const FIRST_MODEL_SLOT = 1_000_000

/** Stands where a key would, so that a test can look for it. */
export const SEALED_KEY = 'sealed-key-that-is-in-no-file'

type Asked = { group?: string; model?: string; code?: string }

/** A model as an annotator of a study, in a group of its own, with its provider and its run. */
export async function addModel(studyId: string, { group = 'Models', model = 'tiny-1', code = 'G01' }: Asked = {}) {
  const provider = await db.provider.create({
    data: {
      ...{ name: `Provider ${randomUUID()}`, kind: 'OPENAI_COMPATIBLE', baseUrl: 'http://127.0.0.1:9/v1' },
      ...{ sealedKey: SEALED_KEY, keyEnd: 'Z9Q7' },
    },
  })
  const { name, kind, baseUrl } = provider
  const settings = ModelSettings.parse({
    ...{ providerId: provider.id, model, tokenBudget: 1_000_000, provider: { name, kind, baseUrl } },
  })
  const found = await db.annotatorGroup.findFirst({ where: { studyId, name: group } })
  const { id: groupId } =
    found ??
    (await db.annotatorGroup.create({
      data: {
        studyId,
        name: group,
        kind: 'LLM',
        codePrefix: `M${await db.annotatorGroup.count({ where: { studyId } })}`,
      },
    }))
  const { id } = await db.annotator.create({ data: { studyId, groupId, code, llm: settings } })
  await db.modelRun.create({
    data: { studyId, annotatorId: id, providerId: provider.id, status: 'RUNNING', currency: 'EUR' },
  })
  return { annotatorId: id, provider }
}

type Said = { choice: string; score: number; turn?: number } | Exclude<ModelOutcome, 'ANSWERED'>
type Where = { itemId: string; slot: number; leftIsA?: boolean; repeat?: number; at?: Date }

/** A slot that a model finished, counted from the first of models, with the call that did: a canonical verdict on the question, or what it did instead. */
export async function answerAsModel(
  studyId: string,
  annotatorId: string,
  { itemId, slot, leftIsA = true, repeat = 0, at = new Date() }: Where,
  criterionId: string,
  said: Said,
): Promise<string> {
  const verdict = typeof said === 'string' ? null : said
  const outcome = typeof said === 'string' ? said : 'ANSWERED'
  const { id: assignmentId } = await db.assignment.create({
    data: {
      ...{
        studyId,
        itemId,
        slot: FIRST_MODEL_SLOT + slot,
        rank: slot,
        leftIsA,
        repeat,
        annotatorId,
        keptForId: annotatorId,
        due: 0,
      },
      ...{ leasedAt: at, leaseUntil: at, doneAt: at, elapsedMs: 900, activeMs: 900, outcome },
      flag: verdict ? null : 'NO_VERDICT',
    },
  })
  if (verdict) {
    const { choice, score, turn = 0 } = verdict
    const answer = { studyId, assignmentId, criterionId, choice, score, turn }
    await db.judgment.create({ data: { ...answer, submissionKey: randomUUID(), createdAt: at } })
  }
  const parsed = verdict && [{ criterion: criterionId, turn: verdict.turn ?? 0, choice: verdict.choice }]
  await db.modelCall.create({
    data: {
      ...{ studyId, annotatorId, assignmentId, attempt: 1, status: 'RETURNED', outcome },
      messages: [
        { role: 'system', content: 'Judge.' },
        { role: 'user', content: `=Which, of “${itemId}”?` },
      ],
      ...{ parameters: { max_tokens: 16, seed: 7 }, requestedModel: 'tiny-1', servedModel: 'tiny-1-q4' },
      ...{
        fingerprint: 'fp',
        responseId: `r-${slot}`,
        answer: `I say, "${verdict?.choice ?? 'well'}"\nso`,
        reasoning: null,
      },
      ...{ finishReason: outcome === 'TRUNCATED' ? 'length' : 'stop', httpStatus: 200 },
      ...{ inputTokens: 120, cachedTokens: null, outputTokens: 9, reasoningTokens: null },
      ...{ reservedTokens: 136n, reservedNanos: 4_000_001n, costNanos: 1_234_567n, parserVersion: 1 },
      ...(parsed && { parsed }),
      ...{ sentAt: at, endedAt: at },
    },
  })
  return assignmentId
}
