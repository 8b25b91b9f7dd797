import path from 'node:path'
import { authorizeActor, authorizeActorSite } from '@/lib/auth/access'
import { type Actor, findActor } from '@/lib/auth/actor'
import { db } from '@/lib/db/client'
import type { ComparisonDesign } from '@/lib/designs/schema'
import { createAnnotatorInvite } from '@/lib/people/create-invite'
import { digestMessages, type Message } from '@/lib/prompts/messages'
import { type Scale, scaleLabels } from '@/lib/protocols/comparison/scales'
import { openStudy } from '@/lib/studies/open-study'
import { enrolPeople, makeActor, makeDraft } from '@/lib/testing/fixtures'
import { judgeAll } from '@/lib/testing/judging'
import { stageUpload } from '@/lib/uploads/stage-upload'
import { chunksOf, jsonLines } from '@/lib/uploads/testing-files'
import { makeRatingDesks } from './rating-desks'
import { makeModels } from './world-models'
import { makeRatings } from './world-ratings'

/** What the pictures are of, by name: ids of people, studies and uploads, and the tokens of links. */
export type World = Record<string, string>

/** Where they are kept, in the folder of their data. */
export const worldFile = (directory: string): string => path.join(directory, 'world.json')

const question = (text: string, scale: Scale) => ({ question: text, scale, labels: scaleLabels(scale) })
const said = (...contents: string[]): Message[] =>
  contents.map((content, nth) => ({ role: nth % 2 === 0 ? ('assistant' as const) : ('user' as const), content }))

const MARKDOWN = `## What to pack

Bring **layers**, a *light* rain coat and \`spare socks\`; see [the list](https://example.org/list).

1. Boots that are walked in
2. A map, and how to read it
   - on paper
   - on the phone

> Weather in the hills turns within the hour.

| item | grams | needed |
|:-----|------:|:------:|
| tent | 1,450 | yes |
| stove | 210 | no |

\`\`\`python
def weight(items):
    # grams, as listed
    return sum(item["grams"] for item in items)
\`\`\`

The rest is $w = \\sum_i g_i$, or in full

$$w \\le \\frac{m}{5}$$

---

Footnote.[^1]

[^1]: By whoever carries it.`
const LONG = `${'The path follows the river for an hour and then climbs through the wood. '.repeat(9)}\n\n`.repeat(3)
const TURNS = [
  said('Start early.', 'How early?', 'Before six.'),
  said('Whenever you like.', 'How early?', LONG),
] as const
const TWO = [question('Which answer is better, all things considered?', 'SEVEN'), question('Which is safer?', 'FIVE')]
const TERMS = '# What this is\n\nIt takes **an hour**, is paid, and can be left at any time.'

/** The desks that are taken pictures of, by name: what each study is like. */
const DESKS: Record<
  string,
  { design?: Partial<ComparisonDesign>; answers?: readonly [Message[], Message[]]; judged?: number }
> = {
  plain: { design: { rationale: 'OPTIONAL', instructions: TERMS }, judged: 3 },
  markdown: { answers: [said(MARKDOWN), said(LONG)] },
  turns: { answers: TURNS },
  apart: { answers: [TURNS[0], said('Whenever you like.', 'Is it dark at six?', LONG, 'So when?', 'At seven.')] },
  grades: { design: { criteria: TWO, rationale: 'REQUIRED' } },
  bad: { design: { criteria: [question('Which answer is better?', 'THREE_BOTH_BAD')] } },
  warned: { design: { warnedCategories: ['even', 'odd'] } },
  consent: { design: { consent: TERMS } },
  hasty: { design: { minSeconds: 600 } },
  done: { judged: 99 },
  paused: { judged: 1 },
  closed: { judged: 1 },
}

/** Fills up the first start's data with one of everything. */
export async function makeWorld(): Promise<World> {
  const { id: adminId } = await db.user.findFirstOrThrow({ where: { role: 'ADMIN' } })
  const admin = await findActor(adminId)
  if (!admin) throw new Error('the admin cannot sign in')
  const newcomer = await makeActor('RESEARCHER', 'Noor Haddad')
  const demo = await db.study.findFirstOrThrow({ where: { title: 'Everyday questions' } })
  const reference = await db.study.findFirstOrThrow({ where: { title: 'LIMA (2023), published figures' } })
  const demoAnnotator = await db.annotator.findFirstOrThrow({ where: { studyId: demo.id, code: { startsWith: 'S' } } })
  return {
    ...{ admin: adminId, newcomer: newcomer.id, demo: demo.id, reference: reference.id, annotator: demoAnnotator.id },
    ...(await makeFullDraft()),
    ...(await makeRatings()),
    ...(await makeModels()),
    ...(await makeClosed()),
    ...(await makeUploads(admin)),
    ...(await makeDesks()),
    ...(await makeRatingDesks()),
    link: await makeLink(admin, demo.id),
  }
}

/** A draft with everything that a design may have. */
async function makeFullDraft(): Promise<World> {
  const { studyId, researcher, promptSet } = await makeDraft({
    ...{ prompts: 12, baselines: 2, overlap: 2 },
    design: {
      ...{ title: 'Letters and recipes', instructions: TERMS, consent: TERMS, criteria: TWO, rationale: 'OPTIONAL' },
      ...{ sharedItems: 2, repeatShare: 0.1, identicalChecks: 2, warnedCategories: ['odd'] },
      groups: [
        { name: 'Crowd', codePrefix: 'C', overlap: 0, judgesShared: true, places: 8 },
        { name: 'Experts', codePrefix: 'X', overlap: 1, judgesShared: true, places: 2 },
      ],
    },
  })
  await db.user.update({ where: { id: researcher.id }, data: { name: 'Dana Okafor' } })
  await db.promptSet.update({ where: { id: promptSet.id }, data: { name: 'Letters and recipes' } })
  const [a, b] = promptSet.systems
  const [first, second] = await db.prompt.findMany({
    where: { promptSetId: promptSet.id },
    orderBy: { position: 'asc' },
  })
  const known = { studyId, systemAId: a?.id ?? '', systemBId: b?.id ?? '', feedback: 'Both say **the same**.' }
  await db.knownItem.create({
    data: { ...known, position: 0, kind: 'PRACTICE', promptId: first?.id ?? '', expected: 'TIE' },
  })
  await db.knownItem.create({
    data: { ...known, position: 1, kind: 'GOLD', promptId: second?.id ?? '', expected: 'A2' },
  })
  await answer(promptSet.id, [said('As an AI developed by Anthropic, I cannot.'), said('I am ChatGPT.')])
  return { draft: studyId, researcher: researcher.id, set: promptSet.id }
}

/** A study that three people judged to its end. */
async function makeClosed(): Promise<World> {
  const design = { title: 'Walks in the hills', sharedItems: 3, looks: 'CLOSING' as const }
  const { studyId, researcher } = await makeDraft({ prompts: 10, baselines: 2, overlap: 2, design })
  await db.user.update({ where: { id: researcher.id }, data: { name: 'Yusuf Demir' } })
  await openStudy(await authorizeActor(researcher, studyId, 'study:run'))
  for (const each of await named(await enrolPeople(studyId, 3))) await judgeAll(each)
  await db.study.update({ where: { id: studyId }, data: { status: 'CLOSED', closedAt: new Date() } })
  return { finished: studyId, owner: researcher.id }
}

/** One upload that can be imported and one with problems, both waiting. */
async function makeUploads(admin: Actor): Promise<World> {
  const uploads = authorizeActorSite(admin, 'uploads:manage')
  const prompts = [1, 2, 3].map((nth) => ({ id: `p-${nth}`, prompt: `What is step ${nth}?`, category: 'steps' }))
  const bytes = (text: string) => chunksOf(text)
  const ready = await stageUpload(
    uploads,
    { kind: 'PROMPTS', filename: 'steps.jsonl', name: 'Steps' },
    bytes(jsonLines(prompts)),
  )
  const { id } = await db.promptSet.findFirstOrThrow({ where: { name: 'Everyday questions (demo)' } })
  const answers = [
    { id: 'nobody-asked', response: 'An answer.' },
    { prompt: 'What is this?', response: 'Another.' },
    { id: 'x', response: 'As Gemini, I say so.', mood: 'glad' },
  ]
  const wrong = await stageUpload(
    uploads,
    { kind: 'RESPONSES', filename: 'answers.jsonl', name: 'Birch 3', promptSetId: id },
    bytes(`${jsonLines(answers)}{"id": \n`),
  )
  return { ready, wrong }
}

async function makeDesks(): Promise<World> {
  const made: World = {}
  for (const [name, { design, answers, judged = 0 }] of Object.entries(DESKS)) {
    const { studyId, researcher, promptSet } = await makeDraft({
      prompts: 6,
      design: { title: `Desk ${name}`, ...design },
    })
    if (answers) await answer(promptSet.id, answers)
    await openStudy(await authorizeActor(researcher, studyId, 'study:run'))
    const [person] = await named(await enrolPeople(studyId, 1))
    if (!person) throw new Error('nobody enrolled')
    await judgeAll(person, undefined, judged)
    made[`desk-${name}`] = studyId
    made[`judge-${name}`] = person.actor.id
  }
  await db.study.update({ where: { id: made['desk-paused'] ?? '' }, data: { status: 'PAUSED' } })
  await db.study.update({ where: { id: made['desk-closed'] ?? '' }, data: { status: 'CLOSED', closedAt: new Date() } })
  return made
}

/** Two systems' answers to every prompt of a set. */
async function answer(promptSetId: string, answers: readonly [Message[], Message[]]): Promise<void> {
  const systems = await db.system.findMany({
    where: { responses: { some: { promptSetId } } },
    orderBy: { name: 'asc' },
  })
  for (const [nth, messages] of answers.entries())
    await db.systemResponse.updateMany({
      where: { promptSetId, systemId: systems[nth]?.id ?? '' },
      data: { messages, digest: digestMessages(messages) },
    })
}

/** People whose names are the same in every run. */
async function named<T extends { actor: Actor }>(people: T[]): Promise<T[]> {
  const names = ['Ines Albrecht', 'Min-jun Seo', 'Tomás Rivera']
  for (const [nth, { actor }] of people.entries())
    await db.user.update({
      where: { id: actor.id },
      data: {
        name: names[nth] ?? actor.name,
        email: `${names[nth]?.split(' ')[0]?.toLowerCase()}.${actor.id.slice(0, 4)}@example.org`,
      },
    })
  return people
}

async function makeLink(admin: Actor, studyId: string): Promise<string> {
  const group = await db.annotatorGroup.findFirstOrThrow({ where: { studyId, name: 'Crowd' } })
  const access = await authorizeActor(admin, studyId, 'annotators:manage')
  return (await createAnnotatorInvite(access, { groupId: group.id, capacity: 50, days: 30 })).token
}
