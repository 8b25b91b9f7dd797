import { randomUUID } from 'node:crypto'
import { enrolAnnotator } from '@/lib/annotators/enrol-annotator'
import { authorizeActor, authorizeActorSite } from '@/lib/auth/access'
import type { Actor } from '@/lib/auth/actor'
import type { Role } from '@/lib/auth/permissions'
import { db } from '@/lib/db/client'
import { blankDesign } from '@/lib/designs/blank-design'
import { loadDesign } from '@/lib/designs/load-design'
import type { ComparisonDesign } from '@/lib/designs/schema'
import { personSeat } from '@/lib/engine/seat'
import { digestMessages, type Message } from '@/lib/prompts/messages'
import { createStudy } from '@/lib/studies/create-study'
import { openStudy } from '@/lib/studies/open-study'
import { updateStudy } from '@/lib/studies/update-study'

/** A person who can act, with a password hash that fits no password. */
export async function makeActor(
  role: Role,
  name = `${role.toLowerCase()} ${randomUUID().slice(0, 8)}`,
): Promise<Actor & { email: string }> {
  const email = `${randomUUID()}@example.org`
  const { id } = await db.user.create({ data: { email, name, role, passwordHash: '-' } })
  return { id, name, email, role }
}

/** A study that is open, with one group of people coded C; nothing in it to judge. */
export async function makeBareStudy(): Promise<{ studyId: string; groupId: string }> {
  const { id: promptSetId } = await db.promptSet.create({ data: { name: randomUUID() } })
  const study = { title: 'Test study', seed: 1, promptSetId, status: 'OPEN', openedAt: new Date() } as const
  const { id: studyId } = await db.study.create({ data: study })
  const { id: groupId } = await db.annotatorGroup.create({ data: { studyId, name: 'Crowd', codePrefix: 'C' } })
  return { studyId, groupId }
}

/** Begins a session as signing in would. @returns its id, the stamp of the token */
export async function makeSession(userId: string): Promise<string> {
  const expiresAt = new Date(Date.now() + 24 * 60 * 60 * 1000)
  return (await db.session.create({ data: { userId, expiresAt }, select: { id: true } })).id
}

type SetShape = { prompts: number; systems: string[]; samples?: number }

/** A prompt set `prompts` long, answered in full by the systems named, each `samples` times. */
export async function makePromptSet({ prompts, systems, samples = 1 }: SetShape) {
  const set = await db.promptSet.create({ data: { name: `Set ${randomUUID()}` } })
  // Tests that run at once share systems of the same name.
  await db.system.createMany({ data: systems.map((name) => ({ name })), skipDuplicates: true })
  const found = await db.system.findMany({ where: { name: { in: systems } } })
  const makers = systems.map((name) => found.find((system) => system.name === name) as (typeof found)[number])
  const rows = Array.from({ length: prompts }, (_, position) => ({
    id: randomUUID(),
    promptSetId: set.id,
    externalId: `q-${position + 1}`,
    position,
    category: position % 2 === 0 ? 'even' : 'odd',
    ...text('user', `Question ${position + 1}`),
  }))
  const responses = rows.flatMap(({ id, position }) =>
    makers.flatMap((maker) =>
      Array.from({ length: samples }, (_, sample) => ({
        ...{ promptSetId: set.id, promptId: id, systemId: maker.id, sample },
        // Recognisable to the test, unlike a name, which must never reach a browser.
        ...text(
          'assistant',
          `Reply ${replyMark(maker.name)} to ${position + 1}${sample > 0 ? `, again ${sample}` : ''}`,
        ),
      })),
    ),
  )
  for (const data of portions(rows)) await db.prompt.createMany({ data })
  for (const data of portions(responses)) await db.systemResponse.createMany({ data })
  return { ...set, systems: makers }
}

/** Rows of one statement: Prisma sends more than fit into it as several at once over one connection, against pg's rules. */
const PORTION = 2000

function* portions<Row>(rows: readonly Row[]): Generator<Row[]> {
  for (let first = 0; first < rows.length; first += PORTION) yield rows.slice(first, first + PORTION)
}

function replyMark(system: string): string {
  return digestMessages([{ role: 'user', content: system }]).slice(0, 6)
}

function text(role: Message['role'], content: string) {
  const messages = [{ role, content }]
  return { messages, digest: digestMessages(messages) }
}

type Shape = { prompts?: number; baselines?: number; overlap?: number; design?: Partial<ComparisonDesign> }

/** A draft of one focal system against some baselines, with its researcher. */
export async function makeDraft({ prompts = 4, baselines = 1, overlap = 1, design = {} }: Shape = {}) {
  const names = ['Focal', ...Array.from({ length: baselines }, (_, i) => `Baseline ${i + 1}`)]
  const promptSet = await makePromptSet({ prompts, systems: names })
  const [focal, ...others] = promptSet.systems
  const researcher = await makeActor('RESEARCHER')
  const input: ComparisonDesign = {
    ...blankDesign(),
    title: `Study ${randomUUID().slice(0, 8)}`,
    promptSetId: promptSet.id,
    comparisons: { pairing: 'FOCAL', focalSystemId: focal?.id ?? '', baselineIds: others.map(({ id }) => id) },
    overlap,
    seed: 20230518,
    ...design,
  }
  const studyId = await createStudy(authorizeActorSite(researcher, 'studies:create'), input)
  return { studyId, researcher, promptSet }
}

/** The design of a study of comparisons. */
export async function loadComparison(studyId: string): Promise<ComparisonDesign> {
  const design = await loadDesign(db, studyId)
  if (design.protocol !== 'COMPARISON') throw new Error('it is no study of comparisons')
  return design
}

/** The same, opened. */
export async function makeOpenStudy(shape: Shape = {}) {
  const draft = await makeDraft(shape)
  await openStudy(await authorizeActor(draft.researcher, draft.studyId, 'study:run'))
  return draft
}

/** An opened study whose first pairs of prompt and baseline are gold and practice, with `A` as the known verdict. */
export async function makeStudyWithKnown(kinds: readonly ('GOLD' | 'PRACTICE')[], shape: Shape) {
  const study = await makeDraft(shape)
  const { studyId, researcher, promptSet } = study
  const prompts = await db.prompt.findMany({ where: { promptSetId: promptSet.id }, orderBy: { position: 'asc' } })
  const [focal, baseline] = promptSet.systems.map(({ id }) => id)
  const known = kinds.map((kind, index) => ({
    ...{ kind, promptId: prompts[index]?.id ?? '', expected: 'A', feedback: 'Because.' },
    ...{ systemAId: focal ?? '', systemBId: baseline ?? '' },
  }))
  const design = await loadComparison(studyId)
  await updateStudy(await authorizeActor(researcher, studyId, 'study:design'), { ...design, known })
  await openStudy(await authorizeActor(researcher, studyId, 'study:run'))
  return study
}

/** People enrolled in a study's first group, or the one with these letters, each with the access and the seat they judge with. */
export async function enrolPeople(studyId: string, people: number, codePrefix?: string) {
  const group = await db.annotatorGroup.findFirstOrThrow({
    where: { studyId, ...(codePrefix && { codePrefix }) },
    orderBy: { position: 'asc' },
  })
  const enrolled = []
  for (let i = 0; i < people; i++) {
    const actor = await makeActor('ANNOTATOR')
    const annotator = await db.$transaction((tx) =>
      enrolAnnotator(tx, { studyId, groupId: group.id }, { userId: actor.id }),
    )
    const access = await authorizeActor(actor, studyId, 'judgment:submit')
    enrolled.push({ actor, annotator, access, seat: personSeat(access) })
  }
  return enrolled
}
