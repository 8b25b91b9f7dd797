import { randomUUID } from 'node:crypto'
import { copySlots, poolRows } from '@/lib/assignments/copy-slots'
import { planSlots } from '@/lib/assignments/plan-slots'
import { db, inTransaction } from '@/lib/db/client'
import { findResponses } from '@/lib/items/find-responses'
import { writeItems } from '@/lib/items/write-items'
import type { Message } from '@/lib/prompts/messages'
import { planRatings } from '@/lib/protocols/rating/plan-items'
import { rating } from '@/lib/protocols/rating/rating'
import { SCALES } from '@/lib/protocols/rating/scales'
import { makePromptSet } from './fixtures'

type Shape = {
  prompts?: number
  systems?: number
  overlap?: number
  /** A second question is asked of each turn; responses are dialogues of so many. */
  turns?: number
}

/** An open rating study, as opening will write it once it can: items and slots planned and written as of any study. */
export async function makeRatingStudy({ prompts = 4, systems = 2, overlap = 1, turns }: Shape = {}) {
  const names = Array.from({ length: systems }, (_, nth) => `Rated ${nth + 1}`)
  const set = await makePromptSet({ prompts, systems: names })
  if (turns) await db.systemResponse.updateMany({ where: { promptSetId: set.id }, data: { messages: dialogue(turns) } })
  const seed = 20230518
  const { id: studyId } = await db.study.create({
    data: {
      ...{ title: `Ratings ${randomUUID().slice(0, 8)}`, protocol: 'RATING', status: 'OPEN', openedAt: new Date() },
      ...{ promptSetId: set.id, overlap, seed },
      groups: { create: [{ name: 'Crowd', codePrefix: 'C' }] },
      systems: { create: set.systems.map(({ id }, position) => ({ systemId: id, position })) },
      criteria: {
        create: [
          { question: 'How good is it?', options: SCALES.LIMA_QUALITY.options },
          ...(turns
            ? [{ question: 'How good is this answer?', unit: 'TURN' as const, options: SCALES.SAFETY.options }]
            : []),
        ].map(({ options, ...criterion }, position) => ({
          ...{ ...criterion, position },
          options: { create: options.map((option, place) => ({ ...option, position: place })) },
        })),
      },
    },
  })
  await writeSlots(studyId, set, { seed, overlap })
  return { studyId, promptSet: set }
}

async function writeSlots(
  studyId: string,
  set: Awaited<ReturnType<typeof makePromptSet>>,
  { seed, overlap }: { seed: number; overlap: number },
) {
  const prompts = await db.prompt.findMany({ where: { promptSetId: set.id }, orderBy: { position: 'asc' } })
  const items = planRatings({
    ...{ seed, prompts: prompts.map(({ id }) => id), known: [], sharedItems: 0, excluded: new Set<string>() },
    rated: { systemIds: set.systems.map(({ id }) => id), samples: 1 },
  })
  const pools = [{ key: '', overlap, takesShared: true }]
  const rounds = [...planSlots({ protocol: rating, seed, items, pools, repeatShare: 0 })]
  await inTransaction(async (client) => {
    const ids = await writeItems(client, studyId, await findResponses(client, items))
    const rows = rounds.flat().flatMap((slot) => poolRows(slot, ids.get(slot.item) as string, null))
    await copySlots(client, studyId, rows)
  })
}

/** A dialogue in which the assistant answers so many times. */
function dialogue(turns: number): Message[] {
  return Array.from({ length: turns }, (_, nth): Message[] => [
    ...(nth === 0 ? [] : [{ role: 'user', content: `And then, ${nth}?` } as const]),
    { role: 'assistant', content: `Answer ${nth + 1}.` },
  ]).flat()
}
