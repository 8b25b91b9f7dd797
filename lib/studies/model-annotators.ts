import 'server-only'
import { randomUUID } from 'node:crypto'
import type { PoolClient } from 'pg'
import { z } from 'zod'
import { modelRow } from '@/lib/assignments/copy-slots'
import { planModelSlots } from '@/lib/assignments/plan-models'
import type { Actor } from '@/lib/auth/actor'
import { db } from '@/lib/db/client'
import type { ModelInput, ModelSettings } from '@/lib/models/design'
import type { ProtocolKind } from '@/lib/protocols/protocol-of'
import { protocolOf } from '@/lib/protocols/protocol-of'
import { priceOf } from '@/lib/providers/prices'
import { mayUseProvider } from '@/lib/providers/queries'

/** A model annotator that is to be written. */
export type NewModel = { id: string; code: string; nth: number; settings: ModelSettings }

type Group = { id: string; name: string; codePrefix: string; models: readonly ModelInput[] }

/** Why a model of a design cannot be asked as it is; null when it can. */
export async function describeModelProblem(actor: Actor, models: readonly ModelInput[]): Promise<string | null> {
  for (const model of models) {
    const problem = await problemOf(actor, model)
    if (problem) return `${model.model}: ${problem}`
  }
  return null
}

async function problemOf(actor: Actor, asked: ModelInput): Promise<string | null> {
  const { providerId, model, tokenBudget, moneyBudget } = asked
  const provider = await db.provider.findUnique({
    where: { id: providerId },
    select: { name: true, kind: true, disabledAt: true },
  })
  if (!provider) return 'its provider is gone. Choose another one.'
  if (provider.disabledAt) return `its provider ${provider.name} is switched off. Choose another one.`
  if (!(await mayUseProvider(actor, providerId)))
    return `you may not use the provider ${provider.name}. Choose another one, or ask an admin.`
  // What a program of one's own spends is its own affair.
  if (provider.kind === 'EXTERNAL') return null
  if (tokenBudget === null && moneyBudget === null)
    return 'it has no budget. Say how many tokens, or how much money, it may spend.'
  if (moneyBudget !== null && !(await priceOf(providerId, model, new Date())))
    return `${provider.name} has no price for it, so that a budget of money holds nothing. Give it a budget of tokens, or let an admin enter its price.`
  return null
}

const Facts = z.tuple([z.object({ models: z.coerce.number(), highest: z.coerce.number() })])

/** The next number of a group's codes, and how many models the study has. */
const FACTS = `
  SELECT (SELECT count(*) FROM "Annotator" n WHERE n."studyId" = $1 AND n.llm IS NOT NULL) AS models,
         (SELECT coalesce(max(substr(n.code, length(g."codePrefix") + 1)::int), 0)
          FROM "AnnotatorGroup" g JOIN "Annotator" n ON n."studyId" = g."studyId" AND n."groupId" = g.id
          WHERE g."studyId" = $1 AND g.id = $2) AS highest`

const ANNOTATOR = `INSERT INTO "Annotator" ("studyId", id, "groupId", code, llm) VALUES ($1, $2, $3, $4, $5)`
const RUN = `
  INSERT INTO "ModelRun" ("studyId", "annotatorId", "providerId", currency, "tokenBudget", "budgetNanos")
  VALUES ($1, $2, $3, $4, $5, $6)`

const NANOS = 1_000_000_000

/** Writes an annotator and a run for each model of a group. The caller holds the study's row. */
export async function writeModels(client: PoolClient, studyId: string, group: Group): Promise<NewModel[]> {
  const { rows } = await client.query(FACTS, [studyId, group.id])
  const { models, highest } = Facts.parse(rows)[0]
  const written: NewModel[] = []
  for (const [place, model] of group.models.entries()) {
    const { providerId, tokenBudget, moneyBudget } = model
    const { name, kind, baseUrl } = await db.provider.findUniqueOrThrow({ where: { id: providerId } })
    const settings: ModelSettings = { ...model, provider: { name, kind, baseUrl } }
    const [id, code] = [randomUUID(), group.codePrefix + String(highest + place + 1).padStart(2, '0')]
    await client.query(ANNOTATOR, [studyId, id, group.id, code, JSON.stringify(settings)])
    const price = await priceOf(providerId, model.model, new Date())
    const budgetNanos = moneyBudget === null ? null : BigInt(Math.round(moneyBudget * NANOS))
    await client.query(RUN, [studyId, id, providerId, price?.currency ?? null, tokenBudget, budgetNanos])
    written.push({ id, code, nth: models + place, settings })
  }
  return written
}

type ItemOfStudy = { itemId: string; kind: 'REGULAR' | 'CHECK' | 'GOLD' | 'PRACTICE'; shared: boolean }

/** The slots of some models, one after the other. */
export function* modelRows(
  models: readonly NewModel[],
  { protocol, seed, items }: { protocol: ProtocolKind; seed: number; items: readonly ItemOfStudy[] },
) {
  for (const { id, code, nth, settings } of models)
    for (const slot of planModelSlots({ protocol: protocolOf(protocol), seed, code, nth, items, asking: settings }))
      yield modelRow(slot, id)
}
