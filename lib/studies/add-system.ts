import 'server-only'
import type { PoolClient } from 'pg'
import { z } from 'zod'
import { copySlots, poolRows } from '@/lib/assignments/copy-slots'
import { planSlots } from '@/lib/assignments/plan-slots'
import { loadGroups, poolsOf } from '@/lib/assignments/study-pools'
import { analyzeWritten } from '@/lib/db/analyze-written'
import { db } from '@/lib/db/client'
import type { NameDecision } from '@/lib/designs/decided-name'
import { loadDesign } from '@/lib/designs/load-design'
import type { StudyInput } from '@/lib/designs/schema'
import { MOST_ANSWERS } from '@/lib/engine/schema'
import { AppError } from '@/lib/errors'
import { findResponses } from '@/lib/items/find-responses'
import { describeMissing } from '@/lib/items/missing-responses'
import { describeTooManyTurns } from '@/lib/items/too-many-turns'
import { writeItems } from '@/lib/items/write-items'
import { decideLate, readExcluded } from '@/lib/names/decide-late'
import { drawSides } from '@/lib/protocols/comparison/plan-items'
import type { PlannedItem } from '@/lib/protocols/planned-item'
import { protocolOf } from '@/lib/protocols/protocol-of'
import { planRatings } from '@/lib/protocols/rating/plan-items'
import { responseKey } from '@/lib/protocols/response-key'
import { rng } from '@/lib/rng'
import type { AmendedStudy, Change } from './amended-study'
import { addModelSlots } from './late-model-slots'

type Input = { systemId: string; against: readonly string[]; names: NameDecision }

const Systems = z.array(z.object({ id: z.string(), name: z.string(), focal: z.boolean() }))

/**
 * Adds a system to a study that is open: its items on every prompt of the study, alone where responses are rated, else
 * against those systems the plan would have paired it with, and their slots after all others, balanced as the first ones,
 * for people and for the study's models. They are marked with the amendment.
 * @throws AppError `invalid` when it is in the study already or lacks responses
 */
export async function addSystem(
  client: PoolClient,
  study: AmendedStudy,
  input: Input,
  { number, actorId }: { number: number; actorId: string },
): Promise<Change> {
  const present = await readSystems(client, study.id)
  const name = await requireNew(input.systemId, present)
  const opponents = opponentsOf(study, present, input)
  const { first, prompts } = await readPrompts(client, study.id)
  const named = await decideLate(client, {
    ...{ studyId: study.id, actorId, prompts, opponents, decision: input.names },
    ...{ newcomer: { id: input.systemId, name }, samples: study.samples },
  })
  const late = { prompts, systemId: input.systemId, excluded: await readExcluded(client, study.id) }
  const planned = study.protocol === 'RATING' ? rateLate(study, late) : pairLate(study, late, opponents, number)
  const items = planned.map((item) => ({ ...item, position: first + item.position }))
  const answered = await findResponses(client, items)
  if (answered.length < items.length)
    refuse('systemId', (await describeMissing(items)) ?? 'Its responses changed. Try again.')
  const design = await loadDesign(db, study.id)
  const tooLong = await describeTooManyTurns(client, design, answered, MOST_ANSWERS)
  if (tooLong) refuse('systemId', `${tooLong[0]?.toUpperCase()}${tooLong.slice(1)}`)
  const ids = await writeItems(client, study.id, answered, number)
  const regularBefore = await countRegular(client, study.id, number)
  await writeLateSlots(client, study, { design, items, ids }, number)
  const models = await addModelSlots(client, study, { amendment: number, items: [...ids.values()], regularBefore })
  await writeSystem(client, study.id, input.systemId, opponents, number)
  const isRating = study.protocol === 'RATING'
  const leftOut = prompts.length * (isRating ? study.samples : opponents.length) - items.length
  return {
    before: present.map((system) => system.name),
    after: {
      ...{ added: name, ...(!isRating && { against: opponents.map((each) => each.name) }), items: items.length },
      ...(models.length > 0 && { models }),
      names: {
        ...{ decision: input.names, responses: named.responses, itemsLeftOut: leftOut },
        ...(named.prompts > 0 && { prompts: named.prompts }),
      },
    },
  }
}

function refuse(field: string, message: string): never {
  throw new AppError('invalid', { fields: { [field]: [message] } })
}

async function readSystems(client: PoolClient, studyId: string) {
  const { rows } = await client.query(
    `SELECT y.id, y.name, s.focal FROM "StudySystem" s JOIN "System" y ON y.id = s."systemId"
     WHERE s."studyId" = $1 ORDER BY s.position`,
    [studyId],
  )
  return Systems.parse(rows)
}

async function requireNew(systemId: string, present: z.output<typeof Systems>): Promise<string> {
  if (present.some(({ id }) => id === systemId)) refuse('systemId', 'This system is in the study already.')
  const system = await db.system.findUnique({ where: { id: systemId } })
  return system?.name ?? refuse('systemId', 'This system is gone. Choose another.')
}

/** Whom the newcomer meets: the focal system, every system, or those that were named; nobody where responses are rated. */
function opponentsOf({ protocol, pairing }: AmendedStudy, present: z.output<typeof Systems>, { against }: Input) {
  if (protocol === 'RATING') return []
  if (pairing === 'ALL') return present
  if (pairing === 'FOCAL') return present.filter(({ focal }) => focal)
  const chosen = present.filter(({ id }) => against.includes(id))
  if (chosen.length === 0) refuse('against', 'Choose the systems it is compared with.')
  return chosen
}

async function readPrompts(client: PoolClient, studyId: string): Promise<{ first: number; prompts: string[] }> {
  const { rows } = await client.query(
    `SELECT DISTINCT ON (p.position, p.id) p.id, (SELECT max(position) + 1 FROM "Item" WHERE "studyId" = $1) AS first
     FROM "Item" i JOIN "Prompt" p ON p.id = i."promptId"
     WHERE i."studyId" = (SELECT $1::uuid) AND i.kind = 'REGULAR' ORDER BY p.position, p.id`,
    [studyId],
  )
  const prompts = z.array(z.object({ id: z.string(), first: z.number() })).parse(rows)
  return { first: prompts[0]?.first ?? 0, prompts: prompts.map(({ id }) => id) }
}

/** How many regular items there were before an amendment. */
async function countRegular(client: PoolClient, studyId: string, amendment: number): Promise<number> {
  const { rows } = await client.query(
    `SELECT count(*) AS items FROM "Item"
     WHERE "studyId" = (SELECT $1::uuid) AND kind = 'REGULAR' AND amendment IS DISTINCT FROM $2`,
    [studyId, amendment],
  )
  return z.tuple([z.object({ items: z.coerce.number() })]).parse(rows)[0].items
}

/** What a late system brings: on which prompts, and which responses no item may show. */
type Late = { prompts: string[]; systemId: string; excluded: ReadonlySet<string> }

/** Its responses alone, by position from 0. */
function rateLate({ seed, samples }: AmendedStudy, { prompts, systemId, excluded }: Late): PlannedItem[] {
  return planRatings({ seed, prompts, rated: { systemIds: [systemId], samples }, known: [], sharedItems: 0, excluded })
}

/** Its responses beside those of its opponents, by position from 0. */
function pairLate(
  { seed }: AmendedStudy,
  { prompts, systemId: systemB, excluded }: Late,
  opponents: readonly { id: string }[],
  number: number,
): PlannedItem[] {
  const regular = { kind: 'REGULAR', sample: 0, shared: false, expected: null, feedback: null } as const
  const drafts = prompts
    .filter((prompt) => !excluded.has(responseKey(prompt, systemB)))
    .flatMap((prompt) =>
      opponents
        .filter(({ id }) => !excluded.has(responseKey(prompt, id)))
        .map(({ id: systemA }) => ({ prompt, systemA, systemB, ...regular })),
    )
  const left = drawSides(rng(seed, `sides of amendment ${number}`).below(2 ** 31), drafts)
  return drafts.map((draft, position) => ({ position, ...draft, startsLeft: left.has(position) }))
}

/** The rounds of each pool over the new items, ranked after every slot the pool has. */
async function writeLateSlots(
  client: PoolClient,
  study: AmendedStudy,
  { design, items, ids }: { design: StudyInput; items: PlannedItem[]; ids: ReadonlyMap<number, string> },
  number: number,
): Promise<void> {
  const pools = poolsOf(design, await loadGroups(db, study.id))
  const groupOf = new Map(pools.map(({ key, groupId }) => [key, groupId]))
  const { rows } = await client.query(
    `SELECT coalesce(max(rank) + 1, 0) AS after FROM "Assignment"
     WHERE "studyId" = $1 AND "keptForId" IS NULL AND repeat = 0`,
    [study.id],
  )
  const { after } = z.tuple([z.object({ after: z.coerce.number() })]).parse(rows)[0]
  const seed = rng(study.seed, `slots of amendment ${number}`).below(2 ** 31)
  const protocol = protocolOf(study.protocol)
  const rounds = planSlots({ protocol, seed, items, pools, repeatShare: study.repeatShare })
  const slots = [...rounds].flatMap((round) =>
    round.flatMap((slot) =>
      poolRows({ ...slot, rank: after + slot.rank }, ids.get(slot.item) as string, groupOf.get(slot.pool) ?? null),
    ),
  )
  await analyzeWritten(client, '"Item", "Assignment"', await copySlots(client, study.id, slots))
}

async function writeSystem(
  client: PoolClient,
  studyId: string,
  systemId: string,
  opponents: { id: string }[],
  number: number,
): Promise<void> {
  await client.query(
    `INSERT INTO "StudySystem" ("studyId", "systemId", position, focal, amendment)
     SELECT $1, $2, max(position) + 1, false, $3 FROM "StudySystem" WHERE "studyId" = $1`,
    [studyId, systemId, number],
  )
  await client.query(
    `INSERT INTO "StudyPair" ("studyId", "systemAId", "systemBId", position, amendment)
     SELECT $1, opponent, $2, (SELECT max(position) FROM "StudyPair" WHERE "studyId" = $1) + nth, $4
     FROM unnest($3::uuid[]) WITH ORDINALITY AS named(opponent, nth)`,
    [studyId, systemId, opponents.map(({ id }) => id), number],
  )
}
