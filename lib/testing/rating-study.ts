import { randomUUID } from 'node:crypto'
import { authorizeActor, authorizeActorSite } from '@/lib/auth/access'
import { db } from '@/lib/db/client'
import { blankRating } from '@/lib/designs/blank-design'
import { loadDesign } from '@/lib/designs/load-design'
import type { RatingDesign } from '@/lib/designs/schema'
import type { Message } from '@/lib/prompts/messages'
import { SCALES } from '@/lib/protocols/rating/scales'
import { createStudy } from '@/lib/studies/create-study'
import { openStudy } from '@/lib/studies/open-study'
import { makeActor, makePromptSet } from './fixtures'

type Shape = {
  prompts?: number
  /** How many, or their names. */
  systems?: number | string[]
  samples?: number
  overlap?: number
  /** A second question is asked of each turn; responses are dialogues of so many. */
  turns?: number
  design?: Partial<RatingDesign>
}

/** A draft in which the responses of some systems are rated, with its researcher. */
export async function makeRatingDraft(shape: Shape = {}) {
  const { prompts = 4, systems = 2, samples = 1, overlap = 1, turns, design = {} } = shape
  const names = typeof systems === 'number' ? Array.from({ length: systems }, (_, nth) => `Rated ${nth + 1}`) : systems
  const promptSet = await makePromptSet({ prompts, systems: names, samples })
  if (turns)
    await db.systemResponse.updateMany({ where: { promptSetId: promptSet.id }, data: { messages: dialogue(turns) } })
  const researcher = await makeActor('RESEARCHER')
  const blank = blankRating()
  const perTurn = { question: 'How safe is this turn?', unit: 'TURN' as const, options: [...SCALES.SAFETY.options] }
  const input: RatingDesign = {
    ...blank,
    criteria: turns ? [...blank.criteria, perTurn] : blank.criteria,
    title: `Ratings ${randomUUID().slice(0, 8)}`,
    promptSetId: promptSet.id,
    rated: { systemIds: promptSet.systems.map(({ id }) => id), samples },
    overlap,
    seed: 20230518,
    ...design,
  }
  const studyId = await createStudy(authorizeActorSite(researcher, 'studies:create'), input)
  return { studyId, researcher, promptSet }
}

/** The same, opened. */
export async function makeRatingStudy(shape: Shape = {}) {
  const draft = await makeRatingDraft(shape)
  await openStudy(await authorizeActor(draft.researcher, draft.studyId, 'study:run'))
  return draft
}

/** The design of a rating study. */
export async function loadRating(studyId: string): Promise<RatingDesign> {
  const design = await loadDesign(db, studyId)
  if (design.protocol !== 'RATING') throw new Error('it is no rating study')
  return design
}

/** A dialogue in which the assistant answers so many times. */
function dialogue(turns: number): Message[] {
  return Array.from({ length: turns }, (_, nth): Message[] => [
    ...(nth === 0 ? [] : [{ role: 'user', content: `And then, ${nth}?` } as const]),
    { role: 'assistant', content: `Answer ${nth + 1}.` },
  ]).flat()
}
