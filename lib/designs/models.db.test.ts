import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { authorizeActor, authorizeActorSite } from '@/lib/auth/access'
import type { Actor } from '@/lib/auth/actor'
import { db } from '@/lib/db/client'
import { type ModelGroupInput, ModelInput } from '@/lib/models/design'
import { duplicateStudy } from '@/lib/studies/duplicate-study'
import { readDesign } from '@/lib/studies/queries'
import { updateStudy } from '@/lib/studies/update-study'
import { loadComparison, makeActor, makeDraft } from '@/lib/testing/fixtures'
import { loadRating, makeRatingDraft } from '@/lib/testing/rating-study'
import { exportDesign, importDesign } from './share-design'

type Study = { studyId: string; researcher: Actor }

const design = ({ researcher, studyId }: Study) => authorizeActor(researcher, studyId, 'study:design')

async function makeProvider() {
  const name = `Scripted ${randomUUID()}`
  return db.provider.create({ data: { name, kind: 'OPENAI_COMPATIBLE', baseUrl: 'http://127.0.0.1:1/v1' } })
}

/** Two models of one provider: one with everything decided, one as a new one starts. */
function groupOf(providerId: string): ModelGroupInput {
  const parameters = { temperature: 0, topP: 0.9, seed: 7, maxTokens: 512, reasoningEffort: 'low' as const }
  const decided = {
    ...{ providerId, model: 'a-large-one', parameters, reason: 'NONE', answer: 'SCHEMA', orders: 'ONE', repeats: 2 },
    ...{ scope: { of: 'SAMPLE', items: 3 }, tokenBudget: 120_000, moneyBudget: 2.5 },
  }
  const models = [decided, { providerId, model: 'a-small-one', tokenBudget: 5000 }]
  return { name: 'Judges', codePrefix: 'G', models: models.map((model) => ModelInput.parse(model)) }
}

async function makeDraftWithModels() {
  const provider = await makeProvider()
  const draft = await makeDraft({ prompts: 4 })
  const models = [groupOf(provider.id)]
  await updateStudy(await design(draft), { ...(await loadComparison(draft.studyId)), models })
  return { ...draft, provider, models }
}

test('a design with models is read as it was written, of either kind', async () => {
  const draft = await makeDraftWithModels()
  expect((await readDesign(await design(draft))).models).toEqual(draft.models)
  const rating = await makeRatingDraft()
  await updateStudy(await design(rating), { ...(await loadRating(rating.studyId)), models: draft.models })
  expect((await readDesign(await design(rating))).models).toEqual(draft.models)
})

test('a file of it names the provider, never its id or key, and comes back the same', async () => {
  const draft = await makeDraftWithModels()
  const file = await exportDesign(await design(draft))
  expect(file.models[0]?.models.map(({ provider }) => provider)).toEqual([draft.provider.name, draft.provider.name])
  const text = JSON.stringify(file)
  expect(text).not.toContain(draft.provider.id)
  const someone = authorizeActorSite(await makeActor('RESEARCHER'), 'studies:create')
  expect(await importDesign(someone, text)).toEqual(await readDesign(await design(draft)))
})

test('a copy has the same models', async () => {
  const draft = await makeDraftWithModels()
  const copy = await duplicateStudy(await design(draft))
  expect((await loadComparison(copy)).models).toEqual(draft.models)
})

test('a file that names a provider of elsewhere is refused at its place', async () => {
  const draft = await makeDraftWithModels()
  const file = await exportDesign(await design(draft))
  const [group] = file.models
  const models = [{ ...group, models: [group?.models[0], { ...group?.models[1], provider: 'Elsewhere' }] }]
  const someone = authorizeActorSite(await makeActor('RESEARCHER'), 'studies:create')
  await expect(importDesign(someone, JSON.stringify({ ...file, models }))).rejects.toMatchObject({
    code: 'invalid',
    fields: { 'models[0].models[1].provider': ['there is no provider named Elsewhere here.'] },
  })
})

test('a provider that was switched off cannot be chosen', async () => {
  const draft = await makeDraftWithModels()
  await db.provider.update({ where: { id: draft.provider.id }, data: { disabledAt: new Date() } })
  const again = updateStudy(await design(draft), await loadComparison(draft.studyId))
  await expect(again).rejects.toMatchObject({ fields: { models: [expect.stringContaining('switched off')] } })
})

test('a study may be judged by models alone, and not by nobody', async () => {
  const draft = await makeDraftWithModels()
  const alone = { ...(await loadComparison(draft.studyId)), overlap: 0 }
  await updateStudy(await design(draft), alone)
  expect((await loadComparison(draft.studyId)).overlap).toBe(0)
})
