import { expect, test } from 'vitest'
import { authorizeActor, authorizeActorSite } from '@/lib/auth/access'
import type { Actor } from '@/lib/auth/actor'
import { db } from '@/lib/db/client'
import { csvChunks } from '@/lib/http/stream'
import { createStudy } from '@/lib/studies/create-study'
import { duplicateStudy } from '@/lib/studies/duplicate-study'
import { openStudy } from '@/lib/studies/open-study'
import { PLAN_COLUMNS, planFile } from '@/lib/studies/plan-file'
import { readDesign } from '@/lib/studies/queries'
import { updateStudy } from '@/lib/studies/update-study'
import { loadComparison, makeActor, makeDraft } from '@/lib/testing/fixtures'
import { makeRatingDraft } from '@/lib/testing/rating-study'
import { writeLimaReference } from '@/prisma/reference/lima-2023'
import { exportDesign, importDesign } from './share-design'

type Study = { studyId: string; researcher: Actor }

const design = ({ researcher, studyId }: Study) => authorizeActor(researcher, studyId, 'study:design')

/** A draft with gold and practice, two groups and repeats. */
async function makeRichDraft() {
  const draft = await makeDraft({ prompts: 30, baselines: 2, overlap: 2 })
  const access = await design(draft)
  const [focal, first] = draft.promptSet.systems.map(({ id }) => id) as [string, string]
  const prompts = await db.prompt.findMany({ where: { promptSetId: draft.promptSet.id }, orderBy: { position: 'asc' } })
  const pair = { systemAId: focal, systemBId: first, expected: 'A' }
  await updateStudy(access, {
    ...(await loadComparison(draft.studyId)),
    groups: [
      { name: 'Crowd', codePrefix: 'C', overlap: 0, judgesShared: true, places: 4 },
      { name: 'Author', codePrefix: 'A', overlap: 1, judgesShared: false, places: null },
    ],
    known: [
      { ...pair, kind: 'GOLD', promptId: prompts[3]?.id ?? '', feedback: '' },
      { ...pair, kind: 'PRACTICE', promptId: prompts[5]?.id ?? '', feedback: 'Because.' },
    ],
    ...{ category: 'odd', sample: 12, sharedItems: 4, repeatShare: 0.2, identicalChecks: 2 },
  })
  return draft
}

test('a design that is exported and imported is the same', async () => {
  const draft = await makeRichDraft()
  const text = JSON.stringify(await exportDesign(await design(draft)))
  const someone = authorizeActorSite(await makeActor('RESEARCHER'), 'studies:create')
  expect(await importDesign(someone, text)).toEqual(await readDesign(await design(draft)))
})

test('an import that names what is not here writes nothing and says where', async () => {
  const draft = await makeRichDraft()
  const file = await exportDesign(await design(draft))
  const someone = authorizeActorSite(await makeActor('RESEARCHER'), 'studies:create')
  const before = await db.study.count()
  const text = JSON.stringify({ ...file, promptSet: 'Elsewhere' })
  await expect(importDesign(someone, text)).rejects.toMatchObject({
    code: 'invalid',
    fields: { promptSet: ['there is no prompt set named Elsewhere here.'] },
  })
  expect(await db.study.count()).toBe(before)
})

test('a copy has the same design and seed, its maker as member, and nothing of the study’s data', async () => {
  const draft = await makeRichDraft()
  await openStudy(await authorizeActor(draft.researcher, draft.studyId, 'study:run'))
  const admin = await makeActor('ADMIN')
  const copy = { studyId: await duplicateStudy(await design({ ...draft, researcher: admin })), researcher: admin }
  const original = await readDesign(await design(draft))
  expect(await readDesign(await design(copy))).toEqual({ ...original, title: `${original.title} (copy)` })
  const study = await db.study.findUniqueOrThrow({
    where: { id: copy.studyId },
    include: { members: true, items: true },
  })
  expect(study).toMatchObject({ status: 'DRAFT', origin: 'COLLECTED', items: [], members: [{ userId: admin.id }] })
})

test('a long title keeps its ending when it is copied', async () => {
  const draft = await makeDraft({ design: { title: `${'😀'.repeat(59)}ab` } })
  const id = await duplicateStudy(await design(draft))
  const { title } = await db.study.findUniqueOrThrow({ where: { id } })
  expect(title).toMatch(/😀… \(copy\)$/u)
  expect(title.length).toBeLessThanOrEqual(120)
})

test('published counts are neither copied nor exported', async () => {
  const studyId = await writeLimaReference(db)
  const lima = { studyId, researcher: await makeActor('RESEARCHER') }
  await expect(duplicateStudy(await design(lima))).rejects.toMatchObject({ code: 'conflict' })
  await expect(exportDesign(await design(lima))).rejects.toMatchObject({ code: 'conflict' })
})

async function readPlan(study: Study): Promise<string> {
  await openStudy(await authorizeActor(study.researcher, study.studyId, 'study:run'))
  const { batches } = await planFile(await design(study))
  let text = ''
  for await (const chunk of csvChunks(
    batches,
    PLAN_COLUMNS.map(({ name }) => name),
  ))
    text += chunk
  return text
}

test('a study and its copy have the same plan, byte for byte; another seed has another', async () => {
  const draft = await makeRichDraft()
  const copyOf = async () => ({ ...draft, studyId: await duplicateStudy(await design(draft)) })
  const [copy, other] = [await copyOf(), await copyOf()]
  const access = await design(other)
  await updateStudy(access, { ...(await readDesign(access)), sample: null, seed: 1 })
  const plan = await readPlan(draft)
  expect(await readPlan(copy)).toBe(plan)
  expect(await readPlan(other)).not.toBe(plan)
  const [header, ...lines] = plan.trimEnd().split('\n')
  expect(header).toBe('pool,rank,item,prompt_id,model_a,model_b,slot,repeat,repeat_after,left,sample')
  expect(lines[0]).toMatch(/^anybody,0,\d+,q-\d+,Focal,Baseline [12],\d,0,\d*,[ab],0$/)
  expect(lines.filter((line) => line.startsWith('A,')).length).toBeGreaterThan(0)
  expect(plan).not.toMatch(/[0-9a-f]{8}-[0-9a-f]{4}-/)
})

test('a draft has no plan yet', async () => {
  await expect(planFile(await design(await makeDraft()))).rejects.toMatchObject({ code: 'conflict' })
})

test('a design of ratings is exported, imported, copied and planned like any other', async () => {
  const names = [{ word: 'Rated 1', sample: 1, decision: 'MASK' as const }]
  const draft = await makeRatingDraft({ prompts: 3, systems: 2, samples: 2, overlap: 2 })
  const access = await design(draft)
  const [first] = await db.prompt.findMany({
    where: { promptSetId: draft.promptSet.id },
    orderBy: { position: 'asc' },
  })
  const [one] = draft.promptSet.systems
  const rated = await readDesign(access)
  const wanted = {
    ...rated,
    names: names.map((name) => ({ ...name, promptId: first?.id ?? '', systemId: one?.id ?? '' })),
  }
  const someone = await makeActor('RESEARCHER')
  const studyId = await createStudy(authorizeActorSite(someone, 'studies:create'), wanted)
  const study = { studyId, researcher: someone }
  const text = JSON.stringify(await exportDesign(await design(study)))
  expect(await importDesign(authorizeActorSite(someone, 'studies:create'), text)).toEqual(wanted)
  const copy = { studyId: await duplicateStudy(await design(study)), researcher: someone }
  expect(await readDesign(await design(copy))).toEqual({ ...wanted, title: `${wanted.title} (copy)` })
  const plan = await readPlan(study)
  expect(await readPlan(copy)).toBe(plan)
  const [, ...lines] = plan.trimEnd().split('\n')
  expect(lines).toHaveLength(24)
  for (const line of lines) expect(line).toMatch(/^anybody,\d+,\d+,q-[123],Rated [12],,[01],0,,,[01]$/)
  const masked = await db.item.findMany({ where: { studyId, masks: { isEmpty: false } }, include: { responseA: true } })
  expect(masked.map(({ responseA }) => [responseA.promptId, responseA.systemId, responseA.sample])).toEqual([
    [first?.id, one?.id, 1],
  ])
})
