import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { authorizeActor, authorizeActorSite } from '@/lib/auth/access'
import { db } from '@/lib/db/client'
import { exportDesign, importDesign } from '@/lib/designs/share-design'
import { submit } from '@/lib/engine/submit'
import { exportNames } from '@/lib/exports/name-decisions'
import { nextDesk } from '@/lib/judgments/desk'
import { listOwnVerdicts, readOwnPair } from '@/lib/judgments/history'
import { previewDesk } from '@/lib/judgments/preview-desk'
import { digestMessages } from '@/lib/prompts/messages'
import { amendStudy } from '@/lib/studies/amend-study'
import { duplicateStudy } from '@/lib/studies/duplicate-study'
import { openStudy } from '@/lib/studies/open-study'
import { readDesign } from '@/lib/studies/queries'
import { updateStudy } from '@/lib/studies/update-study'
import { enrolPeople, loadComparison, makeActor, makeDraft } from '@/lib/testing/fixtures'
import { judgeAll, makeVerdict } from '@/lib/testing/judging'
import { makeRatingDraft } from '@/lib/testing/rating-study'
import { decideNames } from './decide-names'
import { countOpenNames, listNamed, listWords } from './queries'
import { readNames } from './read-names'
import { addName, listNames, removeName } from './word-list'

type Draft = Awaited<ReturnType<typeof makeDraft>>

/** Lets a system of a draft's prompt set say something else to one of the prompts. */
async function say({ promptSet }: Draft, system: string, question: string, content: string) {
  const messages = [{ role: 'assistant' as const, content }]
  await db.systemResponse.updateMany({
    where: { promptSetId: promptSet.id, system: { name: system }, prompt: { externalId: question } },
    data: { messages, digest: digestMessages(messages) },
  })
}

/** Lets a prompt say something else, in one message or several. */
async function ask({ promptSet }: { promptSet: { id: string } }, question: string, ...contents: string[]) {
  const roles = ['user', 'assistant'] as const
  const messages = contents.map((content, turn) => ({ role: roles[turn % 2] ?? 'user', content }))
  await db.prompt.updateMany({ where: { promptSetId: promptSet.id, externalId: question }, data: { messages } })
}

const design = ({ researcher, studyId }: Draft) => authorizeActor(researcher, studyId, 'study:design')
const words = async (draft: Draft) => (await readNames(await design(draft), {})).words.map(({ word }) => word)

/** A draft in which the focal system says “OpenAI” to q-1, and the baseline who it is to q-2. */
async function makeTelling(shape: Parameters<typeof makeDraft>[0] = {}) {
  const draft = await makeDraft(shape)
  await say(draft, 'Focal', 'q-1', 'Hello. I was made by Ｏｐｅｎ\u200bＡＩ, you know. Bye.')
  await say(draft, 'Baseline 1', 'q-2', 'I am Baseline 1.')
  return draft
}

test('a draft’s responses are looked through for its own systems and the listed names, once', async () => {
  const draft = await makeTelling()
  expect(await words(draft)).toEqual(['Baseline 1', 'OpenAI'])
  const access = await design(draft)
  const { rows } = await listNamed(access, 'OpenAI', 0)
  expect(rows).toMatchObject([
    {
      prompt: 'q-1',
      system: 'Focal',
      decision: null,
      inPrompt: false,
      sentences: [{ before: 'I was made by ', hit: 'Ｏｐｅｎ\u200bＡＩ', after: ', you know.' }],
      more: 0,
    },
  ])
  // What is known to be looked through is not looked through again: nothing of it comes back.
  await db.namedResponse.deleteMany({ where: { studyId: draft.studyId } })
  expect(await words(draft)).toEqual([])
})

test('another list or another selection is looked through anew, and what was decided stays decided', async () => {
  const draft = await makeTelling()
  const access = await design(draft)
  const admin = authorizeActorSite(await makeActor('ADMIN'), 'names:manage')
  const word = `Quux ${randomUUID().slice(0, 4).replaceAll(/\d/g, 'x')}`
  await say(draft, 'Baseline 1', 'q-3', `Ask ${word.toUpperCase()}.`)
  expect(await words(draft)).not.toContain(word)
  await decideNames(access, { word: 'OpenAI', foundIn: null, decision: 'KEEP' })
  await addName(admin, { word })
  expect(await words(draft)).toEqual(['Baseline 1', word, 'OpenAI'])
  expect((await listWords(access)).find((each) => each.word === 'OpenAI')).toMatchObject({ kept: 1, open: 0 })
  await updateStudy(access, { ...(await readDesign(access)), category: 'even' })
  expect(await words(draft)).toEqual([word, 'OpenAI'])
  await removeName(admin, { word })
  expect(await words(draft)).toEqual(['OpenAI'])
})

test('the list takes each name once, in any spelling, and every change is on record', async () => {
  const admin = authorizeActorSite(await makeActor('ADMIN'), 'names:manage')
  await addName(admin, { word: 'Foo Lab' })
  await expect(addName(admin, { word: 'ＦＯＯ-ＬＡＢ' })).rejects.toMatchObject({ fields: { word: [/already/] } })
  await expect(addName(admin, { word: 'chatgpt' })).rejects.toMatchObject({ fields: { word: [/built in/] } })
  await expect(addName(admin, { word: 'x!' })).rejects.toMatchObject({ fields: { word: [/two letters/] } })
  expect(await listNames(admin)).toContainEqual(expect.objectContaining({ word: 'Foo Lab', addedBy: admin.actor.name }))
  await removeName(admin, { word: 'Foo Lab' })
  await expect(removeName(admin, { word: 'Foo Lab' })).rejects.toMatchObject({ code: 'not_found' })
  const acts = await db.auditEntry.findMany({ where: { actorId: admin.actor.id }, orderBy: { id: 'asc' } })
  expect(acts.map(({ action, subject }) => [action, subject])).toEqual([
    ['names.add', 'Foo Lab'],
    ['names.remove', 'Foo Lab'],
  ])
})

test('all of a word is decided at once, where something else was decided, too', async () => {
  const draft = await makeTelling({ prompts: 4, baselines: 2 })
  const asked = { promptSetId: draft.promptSet.id, externalId: 'q-1' }
  await db.prompt.updateMany({ where: asked, data: { messages: [{ role: 'user', content: 'Is OpenAI a lab?' }] } })
  const access = await design(draft)
  await words(draft)
  const { rows } = await listNamed(access, 'OpenAI', 0)
  expect(rows.length).toBeGreaterThan(1)
  await decideNames(access, { word: 'OpenAI', foundIn: [rows[0]?.foundIn ?? ''], decision: 'KEEP' })
  expect(await decideNames(access, { word: 'OpenAI', foundIn: 'EVERYWHERE', decision: 'MASK' })).toBe(rows.length)
  const after = await listNamed(access, 'OpenAI', 0)
  expect(new Set(after.rows.map(({ decision }) => decision))).toEqual(new Set(['MASK']))
})

test('what is decided becomes the plan, the protocol, the record, and what annotators see', async () => {
  const draft = await makeTelling({ prompts: 4, baselines: 2 })
  await db.prompt.updateMany({
    where: { promptSetId: draft.promptSet.id, externalId: 'q-1' },
    data: { messages: [{ role: 'user', content: `${'Is '.repeat(52)}OpenAI a lab?` }] },
  })
  const access = await design(draft)
  await words(draft)
  await decideNames(access, { word: 'OpenAI', foundIn: null, decision: 'MASK' })
  const open = await listNamed(access, 'Baseline 1', 0)
  const foundIn = open.rows.map((row) => row.foundIn)
  expect(await decideNames(access, { word: 'Baseline 1', foundIn, decision: 'EXCLUDE' })).toBe(1)
  expect(await readNames(access, {})).toMatchObject({ open: 0, itemsLeftOut: 1 })
  const preview = await previewDesk(access, 0)
  expect(preview.count).toBe(7)
  expect(JSON.stringify(preview)).not.toMatch(/OpenAI|Ｏｐｅｎ/)

  await openStudy(await authorizeActor(draft.researcher, draft.studyId, 'study:run'))
  const items = await db.item.findMany({ where: { studyId: draft.studyId }, include: { prompt: true } })
  expect(items).toHaveLength(7)
  expect(items.filter(({ masks }) => masks.includes('OpenAI')).map(({ prompt }) => prompt.externalId)).toEqual([
    'q-1',
    'q-1',
  ])
  expect(items.filter(({ masks }) => masks.length === 0)).toHaveLength(5)
  const { protocolText } = await db.study.findUniqueOrThrow({ where: { id: draft.studyId } })
  expect(JSON.parse(protocolText ?? '')).toMatchObject({
    items: 7,
    names: {
      decided: [
        { prompt: 'q-1', system: null, word: 'OpenAI', decision: 'MASK' },
        { prompt: 'q-1', system: 'Focal', word: 'OpenAI', decision: 'MASK' },
        { prompt: 'q-2', system: 'Baseline 1', word: 'Baseline 1', decision: 'EXCLUDE' },
      ],
      itemsLeftOut: 1,
    },
  })
  await expect(decideNames(access, { word: 'OpenAI', foundIn, decision: 'KEEP' })).rejects.toMatchObject({
    code: 'study_frozen',
  })
  const acts = await db.auditEntry.findMany({ where: { studyId: draft.studyId }, orderBy: { id: 'asc' } })
  expect(acts.map(({ action, detail }) => [action, detail]).slice(1, 3)).toEqual([
    ['study.names', { word: 'OpenAI', decision: 'MASK', responses: 1, prompts: 1 }],
    ['study.names', { word: 'Baseline 1', decision: 'EXCLUDE', responses: 1 }],
  ])
  expect(acts.at(-1)?.detail).toMatchObject({ names: { itemsLeftOut: 1, undecided: 0 } })

  const [person] = await enrolPeople(draft.studyId, 1)
  if (!person) throw new Error('nobody enrolled')
  const seen: unknown[] = []
  for (let desk = await nextDesk(person.access); desk.pairs[0]; desk = await nextDesk(person.access)) {
    const { assignmentId } = desk.pairs[0]
    seen.push(desk, await readOwnPair(person.access, assignmentId))
    await submit(person.seat, { ...(await makeVerdict(assignmentId)), asked: 'TIME', hasty: true })
  }
  seen.push(await listOwnVerdicts(person.access))
  expect(JSON.stringify(seen)).toContain('▒▒▒')
  expect(JSON.stringify(seen)).not.toMatch(/OpenAI|Ope|Ｏｐｅｎ/)
  const stored = await db.systemResponse.count({
    where: { promptSetId: draft.promptSet.id, messages: { string_contains: 'x' } },
  })
  expect(stored).toBe(0)

  const lines = []
  for await (const batch of (await exportNames(await authorizeActor(draft.researcher, draft.studyId, 'study:export')))
    .batches)
    lines.push(...batch)
  expect(lines).toEqual([
    expect.objectContaining({
      prompt_id: 'q-1',
      model: null,
      word: 'OpenAI',
      decision: 'mask',
      items: 2,
      sample: null,
    }),
    expect.objectContaining({
      prompt_id: 'q-1',
      model: 'Focal',
      word: 'OpenAI',
      decision: 'mask',
      items: 2,
      in_prompt: true,
    }),
    expect.objectContaining({ prompt_id: 'q-2', word: 'Baseline 1', kind: 'system', decision: 'exclude', items: 0 }),
  ])
})

test('a name in a prompt is found in each of its messages and decided like one in a response', async () => {
  const draft = await makeDraft({ prompts: 4 })
  await ask(draft, 'q-1', 'Be kind.', 'Said Claude: ask Baseline 1.', 'And **Gem\u200bini**?')
  await ask(draft, 'q-2', 'You are an AI language model. Draw a Gemini.')
  await ask(draft, 'q-3', 'What does Claude cost?')
  const access = await design(draft)
  const { words: found, rows, open } = await readNames(access, { word: 'Gemini' })
  expect(found.map(({ word, prompts, responses }) => [word, prompts, responses])).toEqual([
    ['Baseline 1', 1, 0],
    ['Claude', 2, 0],
    ['Gemini', 2, 0],
  ])
  expect(open).toBe(5)
  expect(rows).toMatchObject([
    { prompt: 'q-1', system: null, inPrompt: false, sentences: [{ before: 'And **', hit: 'Gem\u200bini' }] },
    { prompt: 'q-2', system: null, sentences: [{ before: 'Draw a ', hit: 'Gemini', after: '.' }] },
  ])
  await decideNames(access, { word: 'Gemini', foundIn: [rows[1]?.foundIn ?? ''], decision: 'EXCLUDE' })
  await decideNames(access, { word: 'Gemini', foundIn: null, decision: 'MASK' })
  await decideNames(access, { word: 'Baseline 1', foundIn: null, decision: 'MASK' })
  expect(await decideNames(access, { word: 'Claude', foundIn: null, decision: 'KEEP' })).toBe(2)
  expect(await readNames(access, {})).toMatchObject({ open: 0, itemsLeftOut: 1 })
  expect(JSON.stringify(await previewDesk(access, 0))).not.toMatch(/Gem|Baseline/)
  const file = await exportDesign(access)
  expect(file.names).toContainEqual({ prompt: 'q-1', system: null, sample: 0, word: 'Gemini', decision: 'MASK' })
  const someone = authorizeActorSite(draft.researcher, 'studies:create')
  expect((await importDesign(someone, JSON.stringify(file))).names).toEqual((await readDesign(access)).names)
  const copy = await authorizeActor(draft.researcher, await duplicateStudy(access), 'study:design')
  expect((await readDesign(copy)).names).toEqual((await readDesign(access)).names)

  await openStudy(await authorizeActor(draft.researcher, draft.studyId, 'study:run'))
  const items = await db.item.findMany({ where: { studyId: draft.studyId }, include: { prompt: true } })
  expect(new Map(items.map(({ prompt, masks }) => [prompt.externalId, masks]))).toEqual(
    new Map([
      ['q-1', ['Baseline 1', 'Gemini']],
      ['q-3', []],
      ['q-4', []],
    ]),
  )
  const [person] = await enrolPeople(draft.studyId, 1)
  const seen = JSON.stringify(await judgeAll(person ?? never()))
  expect(seen).toContain('Said Claude: ask ▒▒▒.')
  expect(seen).not.toMatch(/Gem|Baseline/)
})

test('decisions go with a copy and with a design’s file, and an edit of the design leaves them alone', async () => {
  const draft = await makeTelling()
  const access = await design(draft)
  await words(draft)
  await decideNames(access, { word: 'OpenAI', foundIn: null, decision: 'MASK' })
  await updateStudy(access, { ...(await readDesign(access)), names: [], title: 'Renamed' })
  const { names } = await readDesign(access)
  expect(names).toMatchObject([{ word: 'OpenAI', decision: 'MASK' }])
  const copyId = await duplicateStudy(access)
  const copy = await authorizeActor(draft.researcher, copyId, 'study:design')
  expect((await readDesign(copy)).names).toEqual(names)
  expect((await readNames(copy, { word: 'OpenAI' })).rows).toMatchObject([
    { decision: 'MASK', decidedBy: draft.researcher.name },
  ])
  const file = await exportDesign(access)
  expect(file.names).toEqual([{ prompt: 'q-1', system: 'Focal', sample: 0, word: 'OpenAI', decision: 'MASK' }])
  const someone = authorizeActorSite(draft.researcher, 'studies:create')
  expect((await importDesign(someone, JSON.stringify(file))).names).toEqual(names)
  const lost = { ...file, names: [{ prompt: 'q-99', system: 'Focal', word: 'OpenAI', decision: 'MASK' }] }
  await expect(importDesign(someone, JSON.stringify(lost))).rejects.toMatchObject({
    fields: { 'names[0].prompt': ['there is no prompt with the id q-99 here.'] },
  })
})

test('what is open when a study opens is on record, and shown as it is', async () => {
  const draft = await makeTelling()
  await openStudy(await authorizeActor(draft.researcher, draft.studyId, 'study:run'))
  expect(await countOpenNames(await design(draft))).toBe(2)
  const opened = await db.auditEntry.findFirstOrThrow({ where: { studyId: draft.studyId, action: 'study.open' } })
  expect(opened.detail).toMatchObject({ names: { undecided: 2, itemsLeftOut: 0 } })
})

test.each([
  ['MASK', 4, 3],
  ['EXCLUDE', 1, 0],
] as const)('a late system’s names are decided as it joins: %s', async (names, items, masked) => {
  const draft = await makeDraft({ prompts: 4, baselines: 2 })
  const [, , late] = draft.promptSet.systems
  const access = await design(draft)
  const { comparisons, ...rest } = await loadComparison(draft.studyId)
  if (comparisons.pairing !== 'FOCAL') throw new Error('unexpected design')
  const baselineIds = comparisons.baselineIds.slice(0, 1)
  await updateStudy(access, { ...rest, comparisons: { ...comparisons, baselineIds } })
  const run = await authorizeActor(draft.researcher, draft.studyId, 'study:run')
  await openStudy(run)
  // It tells its name once, once it is told on, and once it is asked about.
  await say(draft, 'Baseline 2', 'q-3', 'I am Claude.')
  await say(draft, 'Focal', 'q-4', 'Unlike Baseline 2.')
  await ask(draft, 'q-1', 'Who is Baseline 2, and who is Gemini?')
  await amendStudy(run, { kind: 'SYSTEM', systemId: late?.id ?? '', against: [], names, reason: 'It came out.' })
  const joined = await db.item.findMany({ where: { studyId: draft.studyId, amendment: 1 } })
  expect(joined).toHaveLength(items)
  expect(joined.filter(({ masks }) => masks.length > 0)).toHaveLength(masked)
  const before = await db.item.findMany({ where: { studyId: draft.studyId, amendment: 0 } })
  expect(before.flatMap(({ masks }) => masks)).toEqual([])
  const amendment = await db.amendment.findFirstOrThrow({ where: { studyId: draft.studyId } })
  expect(amendment.after).toMatchObject({
    names: { decision: names, responses: 2, prompts: 1, itemsLeftOut: 4 - items },
  })
})

test('of ratings each sample is looked through and decided by itself', async () => {
  const draft = await makeRatingDraft({ prompts: 2, systems: 1, samples: 3 })
  const access = await authorizeActor(draft.researcher, draft.studyId, 'study:design')
  for (const sample of [1, 2])
    await db.systemResponse.updateMany({
      where: { promptSetId: draft.promptSet.id, prompt: { externalId: 'q-1' }, sample },
      data: { messages: [{ role: 'assistant', content: 'I am Claude.' }] },
    })
  await readNames(access, {})
  const named = await db.namedResponse.findMany({
    where: { studyId: draft.studyId, word: 'Claude' },
    include: { response: { select: { sample: true } } },
    orderBy: { response: { sample: 'asc' } },
  })
  expect(named.map(({ response }) => response.sample)).toEqual([1, 2])
  await decideNames(access, { word: 'Claude', foundIn: [named[0]?.responseId ?? ''], decision: 'EXCLUDE' })
  await decideNames(access, { word: 'Claude', foundIn: null, decision: 'MASK' })
  expect((await readNames(access, {})).itemsLeftOut).toBe(1)
  await ask(draft, 'q-2', 'Hello Gemini')
  await db.study.update({ where: { id: draft.studyId }, data: { namesVersion: null } })
  await readNames(access, {})
  await decideNames(access, { word: 'Gemini', foundIn: null, decision: 'EXCLUDE' })
  expect((await readNames(access, {})).itemsLeftOut).toBe(4)
  expect(await openStudy(await authorizeActor(draft.researcher, draft.studyId, 'study:run'))).toMatchObject({
    items: 2,
  })
  const items = await db.item.findMany({ where: { studyId: draft.studyId, masks: { isEmpty: false } } })
  expect(items.map(({ responseAId, masks }) => [responseAId, masks])).toEqual([[named[1]?.responseId, ['Claude']]])
})

function never(): never {
  throw new Error('somebody was enrolled')
}
