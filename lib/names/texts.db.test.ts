import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { authorizeActor } from '@/lib/auth/access'
import { db } from '@/lib/db/client'
import type { ComparisonDesign } from '@/lib/designs/schema'
import { openStudy } from '@/lib/studies/open-study'
import { readDesign } from '@/lib/studies/queries'
import { updateStudy } from '@/lib/studies/update-study'
import { loadComparison, makeDraft } from '@/lib/testing/fixtures'
import { makeRatingDraft } from '@/lib/testing/rating-study'
import { keepInText } from './keep-in-text'
import { countOpenInTexts, namesInTexts } from './read-texts'
import { textsOf } from './texts'

const mark = () => randomUUID().slice(0, 6).replace(/\d/g, 'q')

/** A draft of two systems with these names, and a design that is changed. */
async function makeNamed(
  names: [string, string],
  change: (design: ComparisonDesign) => Partial<ComparisonDesign> = () => ({}),
) {
  const draft = await makeDraft({ prompts: 2, baselines: 1 })
  for (const [k, name] of names.entries())
    await db.system.update({ where: { id: draft.promptSet.systems[k]?.id ?? '' }, data: { name } })
  const access = await authorizeActor(draft.researcher, draft.studyId, 'study:design')
  const design = await loadComparison(draft.studyId)
  await updateStudy(access, { ...design, title: 'Which is kinder?', ...change(design) })
  return { ...draft, access }
}

test('a name is found in every text that annotators read, and nowhere in a design that tells nothing', async () => {
  const [zan, quill] = [`Zan${mark()}`, `Quill${mark()}`] as const
  const plain = await makeNamed([`${zan} 70B`, `${quill}-chat-v2`])
  expect(await namesInTexts(plain.access)).toEqual([])

  const told = await makeNamed([`${zan}x 70B`, `${quill}x-chat-v2`], (design) => ({
    title: `${zan}x against OpenAI`,
    framing: `You ask ${quill.toUpperCase()}X.`,
    instructions: `Read both. One is by **${zan}x 70B**, one is not.`,
    consent: 'I agree that Naver has my answers. 네이버는 회사입니다.',
    criteria: design.criteria.map((one, k) =>
      k > 0 ? one : { ...one, question: `Is ${quill}x better?`, labels: { ...one.labels, A: `Clearly ${zan}x` } },
    ),
    groups: design.groups.map((group, k) => (k > 0 ? group : { ...group, name: `${quill}x fans` })),
    warnedCategories: ['About Gemini'],
  }))
  const found = await namesInTexts(told.access)
  expect(found.map(({ place, word }) => `${place}: ${word}`)).toEqual([
    `title: ${zan}x`,
    'title: OpenAI',
    `framing: ${quill}x`,
    `instructions: ${zan}x 70B`,
    'consent: Naver',
    'consent: 네이버',
    `criteria.0.question: ${quill}x`,
    `criteria.0.labels.A: ${zan}x`,
    `groups.0.name: ${quill}x`,
    'warnedCategories.0: Gemini',
  ])
  expect(found[3]?.sentence).toMatchObject({ before: 'One is by **', hit: `${zan}x 70B` })
  // No text of a design is read past: a new one must be looked through, too.
  const design = await readDesign(told.access)
  const read = new Set(textsOf(design).map(({ place }) => place.split('.')[0]))
  const strings = Object.entries(design).filter(([, value]) => typeof value === 'string' && value.includes(' '))
  for (const [field] of strings) expect(read).toContain(field)
})

test('what is kept stays kept until the text changes; who kept it is on record, and what is open when the study opens', async () => {
  const zan = `Zan${mark()}`
  const draft = await makeNamed([`${zan} 70B`, `Other${mark()}`], () => ({ title: `About ${zan}` }))
  const { access, researcher, studyId } = draft
  expect(await countOpenInTexts(access)).toBe(1)
  await keepInText(access, { place: 'title', word: zan })
  expect(await namesInTexts(access)).toMatchObject([{ place: 'title', kept: { by: researcher.name } }])
  expect(await countOpenInTexts(access)).toBe(0)
  await expect(keepInText(access, { place: 'title', word: 'Nobody' })).rejects.toMatchObject({ code: 'conflict' })

  await updateStudy(access, { ...(await readDesign(access)), title: `All about ${zan}` })
  expect(await countOpenInTexts(access)).toBe(1)
  await openStudy(await authorizeActor(researcher, studyId, 'study:run'))
  await expect(keepInText(access, { place: 'title', word: zan })).rejects.toMatchObject({ code: 'study_frozen' })
  const acts = await db.auditEntry.findMany({ where: { studyId }, orderBy: { id: 'asc' } })
  expect(acts.find(({ action }) => action === 'study.names')?.detail).toEqual({
    ...{ word: zan, decision: 'KEEP', place: 'title' },
  })
  expect(acts.at(-1)?.detail).toMatchObject({ names: { undecidedInTexts: 1 } })
})

test('of ratings, what an option is called and what it stands for is looked through', async () => {
  const { studyId, researcher } = await makeRatingDraft({
    prompts: 1,
    design: {
      criteria: [
        {
          ...{ question: 'How good is it?', unit: 'TURN' },
          options: [
            { code: 'LOW', score: 0, label: 'Like Gemini', anchor: '' },
            { code: 'HIGH', score: 1, label: 'Better', anchor: 'As good as Rated 2, or better.' },
          ],
        },
      ],
    },
  })
  const found = await namesInTexts(await authorizeActor(researcher, studyId, 'study:design'))
  expect(found.map(({ place, label, word }) => [place, label, word])).toEqual([
    ['criteria.0.options.0.label', 'Option, LOW', 'Gemini'],
    ['criteria.0.options.1.anchor', 'Option, what HIGH stands for', 'Rated 2'],
  ])
})
