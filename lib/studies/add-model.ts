import 'server-only'
import { randomUUID } from 'node:crypto'
import type { PoolClient } from 'pg'
import { z } from 'zod'
import { copySlots } from '@/lib/assignments/copy-slots'
import type { Actor } from '@/lib/auth/actor'
import { OPEN_KEPT } from '@/lib/counts/slots'
import { AppError } from '@/lib/errors'
import type { ModelGroupInput, ModelInput } from '@/lib/models/design'
import type { AmendedStudy, Change } from './amended-study'
import { describeModelProblem, modelRows, writeModels } from './model-annotators'

const Items = z.array(
  z.object({ itemId: z.string(), kind: z.enum(['REGULAR', 'CHECK', 'GOLD', 'PRACTICE']), shared: z.boolean() }),
)

const GROUP = z.array(z.object({ id: z.string(), kind: z.string(), codePrefix: z.string() })).max(1)

/** Which group a model joins: one of the study's groups of models, or a new one. */
type Input = { group: Pick<ModelGroupInput, 'name' | 'codePrefix'>; model: ModelInput }

/**
 * Lets a model join a study that is open: an annotator, its run, and its slots on the items there are by now, those of
 * amendments included. Of a closed one it is exploratory: outcomes may have been seen by whoever chose it, so that it
 * counts in no figure of the study, and the page Judges marks it.
 * @throws AppError `invalid` for a group of people, or a model that cannot be asked
 */
export async function addModel(
  client: PoolClient,
  study: AmendedStudy,
  { group, model }: Input,
  actor: Actor,
): Promise<Change> {
  const problem = await describeModelProblem(actor, [model])
  if (problem) throw new AppError('invalid', { fields: { model: [problem] } })
  const { rows } = await client.query(
    `SELECT id AS "itemId", kind, shared FROM "Item" WHERE "studyId" = (SELECT $1::uuid) ORDER BY position`,
    [study.id],
  )
  const items = Items.parse(rows)
  const groupId = await takeGroup(client, study.id, group, model)
  const made = await writeModels(client, study.id, { ...group, id: groupId, models: [model] })
  const exploratory = study.status === 'CLOSED'
  const of = { protocol: study.protocol, seed: study.seed, items }
  const slots = await copySlots(client, study.id, modelRows(made, of))
  const ids = made.map(({ id }) => id)
  if (exploratory) await client.query(EXPLORE, [study.id, ids, 'It joined once the study was closed: exploratory.'])
  await client.query(
    `UPDATE "Annotator" n SET "keptWanted" = ${OPEN_KEPT.sql} WHERE n."studyId" = $1 AND n.id = ANY($2::uuid[])`,
    [study.id, ids],
  )
  const [{ code, settings } = { code: '', settings: null }] = made
  const { tokenBudget: _, moneyBudget: __, providerId: ___, ...asked } = model
  return {
    before: null,
    after: {
      added: code,
      group: group.name,
      provider: settings?.provider ?? null,
      ...asked,
      slots,
      ...(exploratory && { exploratory }),
    },
  }
}

const EXPLORE = `
  UPDATE "Annotator" SET exploratory = true, "excludedAt" = now(), "excludedReason" = $3
  WHERE "studyId" = $1 AND id = ANY($2::uuid[])`

async function takeGroup(
  client: PoolClient,
  studyId: string,
  { name, codePrefix }: Input['group'],
  model: ModelInput,
): Promise<string> {
  const { rows } = await client.query(
    `SELECT id, kind, "codePrefix" FROM "AnnotatorGroup" WHERE "studyId" = $1 AND (name = $2 OR "codePrefix" = $3)`,
    [studyId, name, codePrefix],
  )
  const found = GROUP.safeParse(rows).data?.[0]
  if (rows.length > 0 && found?.kind !== 'LLM')
    throw new AppError('invalid', { fields: { group: ['A group of people has this name or these letters.'] } })
  if (found && found.codePrefix !== codePrefix)
    throw new AppError('invalid', { fields: { group: [`The group ${name} has the letters ${found.codePrefix}.`] } })
  if (found) {
    await client.query(
      `UPDATE "AnnotatorGroup" SET models = coalesce(models, '[]') || $3 WHERE "studyId" = $1 AND id = $2`,
      [studyId, found.id, JSON.stringify([model])],
    )
    return found.id
  }
  const id = randomUUID()
  await client.query(
    `INSERT INTO "AnnotatorGroup" ("studyId", id, name, kind, "codePrefix", "judgesShared", position, models)
     SELECT $1, $2, $3, 'LLM', $4, false, coalesce(max(position) + 1, 0), $5 FROM "AnnotatorGroup" WHERE "studyId" = $1`,
    [studyId, id, name, codePrefix, JSON.stringify([model])],
  )
  return id
}
