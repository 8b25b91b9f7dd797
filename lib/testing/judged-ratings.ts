import { randomUUID } from 'node:crypto'
import { db } from '@/lib/db/client'
import type { GroupKind } from '@/lib/db/generated/enums'
import { rng } from '@/lib/rng'

type Who = { group: string; kind?: GroupKind; simulated?: boolean; excluded?: boolean }

const CROWD: Who[] = [{ group: 'Crowd' }, { group: 'Crowd' }, { group: 'Crowd' }]

/**
 * Rates the open slots of a study straight in the tables, seeded: the first systems better than the later ones, every
 * question and turn, an item by nobody twice. Every ninth answer was another before, every eleventh slot is set aside.
 */
export async function judgeRatings(studyId: string, { who = CROWD, seed = 1 } = {}): Promise<void> {
  const annotators = await addAnnotators(studyId, who)
  const { below } = rng(seed, 'ratings of a test')
  const criteria = await db.criterion.findMany({
    where: { studyId },
    orderBy: { position: 'asc' },
    include: { options: { orderBy: { score: 'asc' } } },
  })
  const systems = await db.studySystem.findMany({ where: { studyId }, orderBy: { position: 'asc' } })
  const placeOf = new Map(systems.map(({ systemId }, place) => [systemId, place]))
  const slots = await db.assignment.findMany({
    where: { studyId, doneAt: null, repeat: 0 },
    orderBy: [{ item: { position: 'asc' } }, { slot: 'asc' }],
    include: { item: { include: { responseA: { select: { systemId: true, messages: true } } } } },
  })
  const began = Date.parse('2026-05-04T09:00:00Z')
  for (const [nth, { id, slot, item }] of slots.entries()) {
    const annotatorId = annotators[(item.position + slot) % annotators.length] as string
    const at = new Date(began + 60_000 * nth)
    const isSetAside = nth % 11 === 10
    await db.assignment.update({
      where: { studyId_id: { studyId, id } },
      data: {
        ...{ annotatorId, leasedAt: at, doneAt: at, elapsedMs: 5000 + 10 * nth, activeMs: 4000 + 10 * nth },
        ...(isSetAside && { flag: 'OTHER' as const }),
      },
    })
    const of = { where: { studyId_id: { studyId, id: annotatorId } } }
    await db.annotator.update({ ...of, data: { revision: { increment: 1 }, judged: { increment: 1 } } })
    if (isSetAside) continue
    const turns = (item.responseA.messages as { role: string }[]).filter(({ role }) => role === 'assistant').length
    const penalty = placeOf.get(item.responseA.systemId) ?? 0
    const submissionKey = randomUUID()
    const rows = criteria.flatMap(({ id: criterionId, unit, options }) =>
      (unit === 'TURN' ? Array.from({ length: turns }, (_, turn) => turn + 1) : [0]).map((turn) => {
        const option = options[Math.max(0, below(options.length + 1) - (below(3) < penalty ? 1 : 0)) % options.length]
        const answer = { choice: option?.code ?? '', score: option?.score ?? 0 }
        return { studyId, assignmentId: id, criterionId, turn, submissionKey, createdAt: at, ...answer }
      }),
    )
    const changed = rows.filter((_, row) => (nth + row) % 9 === 8)
    await db.judgment.createMany({
      data: [
        ...changed.map((row) => ({
          ...row,
          ...{ submissionKey: randomUUID(), createdAt: new Date(+at - 1000), supersededAt: at },
        })),
        ...rows,
      ],
    })
  }
}

async function addAnnotators(studyId: string, who: readonly Who[]): Promise<string[]> {
  const ids: string[] = []
  for (const { group: name, kind = 'HUMAN', simulated = false, excluded = false } of who) {
    const number = await db.annotator.count({ where: { studyId } })
    const known = await db.annotatorGroup.findFirst({ where: { studyId, name } })
    const codePrefix = `G${await db.annotatorGroup.count({ where: { studyId } })}`
    const group = known ?? (await db.annotatorGroup.create({ data: { studyId, name, kind, codePrefix } }))
    const person = {
      email: `${randomUUID()}@example.org`,
      name: 'Somebody',
      role: 'ANNOTATOR',
      passwordHash: 'x',
    } as const
    const { id } = await db.annotator.create({
      data: {
        ...{ studyId, groupId: group.id, code: `C${String(number + 1).padStart(2, '0')}`, simulated },
        userId: simulated ? null : (await db.user.create({ data: person })).id,
        ...(excluded && { excludedAt: new Date(), excludedReason: 'asked to be' }),
      },
    })
    ids.push(id)
  }
  return ids
}
