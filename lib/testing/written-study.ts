import { randomUUID } from 'node:crypto'
import { analysisJob, analysisKey } from '@/lib/analysis/analysis-job'
import { type Access, authorizeActor } from '@/lib/auth/access'
import type { StudyPermission } from '@/lib/auth/permissions'
import { db } from '@/lib/db/client'
import type { Flag, GroupKind, ItemKind } from '@/lib/db/generated/enums'
import { boss } from '@/lib/jobs/boss'
import { enqueue } from '@/lib/jobs/queue'

const OPTIONS = [
  { code: 'A', label: 'A is better', score: 1, position: 0 },
  { code: 'TIE', label: 'Neither is better', score: 0, position: 1 },
  { code: 'BOTH_BAD', label: 'Both are bad', score: 0, position: 2 },
  { code: 'B', label: 'B is better', score: -1, position: 3 },
]

export type Arms = readonly [a: string, b: string]
type Who = { group: string; kind?: GroupKind; simulated?: boolean; excluded?: boolean }
type About = {
  kind?: ItemKind
  choice?: string
  leftIsA?: boolean
  at?: Date
  repeat?: number
  seconds?: number
  /** Flagged after it was judged. */
  flag?: Flag
  /** An item that others judge, too; a new one by default. */
  itemId?: string
}

/** The verdict that is known of such an item. */
const KNOWN: Partial<Record<ItemKind, string>> = { CHECK: 'TIE', GOLD: 'A' }

type Options = { pairing?: 'FOCAL' | 'ALL' | 'LISTED'; looks?: 'CLOSING' | 'ANYTIME' }

/** An open study over systems of these names, for tests: judgments are written straight to the tables. */
export async function writeStudy(names: readonly string[], options: Options = {}) {
  const { pairing = 'FOCAL', looks = 'CLOSING' } = options
  const set = await db.promptSet.create({ data: { name: randomUUID() } })
  const systems = await Promise.all(names.map((name) => db.system.create({ data: { name } })))
  const study = await db.study.create({
    data: {
      title: 'Fixture',
      status: 'OPEN',
      openedAt: new Date(),
      promptSetId: set.id,
      pairing,
      looks,
      seed: 7,
      systems: {
        create: systems.map(({ id }, position) => ({
          systemId: id,
          position,
          focal: pairing === 'FOCAL' && position === 0,
        })),
      },
      criteria: {
        create: [0, 1].map((position) => ({
          position,
          question: `Question ${position}`,
          options: { create: OPTIONS },
        })),
      },
    },
    include: { criteria: { orderBy: { position: 'asc' } } },
  })
  const idOf = new Map(systems.map(({ id, name }) => [name, id]))
  const criterionIds = study.criteria.map(({ id }) => id)
  return new WrittenStudy(study.id, set.id, idOf, criterionIds)
}

class WrittenStudy {
  private position = 0

  constructor(
    readonly studyId: string,
    readonly promptSetId: string,
    private readonly idOf: Map<string, string>,
    readonly criterionIds: readonly string[],
  ) {}

  async addAnnotator({ group, kind = 'HUMAN', simulated = false, excluded = false }: Who): Promise<string> {
    const { studyId } = this
    const number = (await db.annotator.count({ where: { studyId } })) + 1
    const existing = await db.annotatorGroup.findFirst({ where: { studyId, name: group } })
    const codePrefix = `P${await db.annotatorGroup.count({ where: { studyId } })}`
    const { id: groupId } =
      existing ?? (await db.annotatorGroup.create({ data: { studyId, name: group, kind, codePrefix } }))
    const person = {
      email: `${randomUUID()}@example.org`,
      name: 'Somebody',
      role: 'ANNOTATOR',
      passwordHash: 'x',
    } as const
    const annotator = await db.annotator.create({
      data: {
        studyId,
        groupId,
        code: `C${String(number).padStart(2, '0')}`,
        userId: simulated ? null : (await db.user.create({ data: person })).id,
        simulated,
        ...(excluded && { excludedAt: new Date(), excludedReason: 'asked to be' }),
      },
    })
    return annotator.id
  }

  async addItem([a, b]: Arms, kind: ItemKind = 'REGULAR', externalId = `p${this.position}`): Promise<string> {
    const { studyId, promptSetId } = this
    const messages = [{ role: 'user', content: 'Say something.' }]
    const prompt = await db.prompt.create({
      data: {
        promptSetId,
        externalId,
        position: this.position,
        category: this.position % 3 === 0 ? 'Advice' : 'Code',
        tags: this.position % 2 === 0 ? ['even', 'number'] : ['number'],
        messages,
        digest: String(this.position),
      },
    })
    // Of one system twice, as check items are, there is one response.
    const [responseA, responseB] = await Promise.all(
      (a === b ? [a] : [a, b]).map((name) =>
        db.systemResponse.create({
          data: {
            ...{ promptSetId, promptId: prompt.id, systemId: this.idOf.get(name) as string, digest: name },
            messages: [
              { role: 'assistant', content: `${name} says so${'!'.repeat((this.position * name.length) % 5)}` },
            ],
          },
        }),
      ),
    )
    const item = await db.item.create({
      data: {
        studyId,
        position: this.position++,
        promptId: prompt.id,
        responseAId: responseA?.id as string,
        responseBId: (responseB ?? responseA)?.id as string,
        kind,
        expected: KNOWN[kind] ?? null,
      },
    })
    return item.id
  }

  /** Puts an item into the shared set. */
  async share(itemId: string): Promise<void> {
    const { studyId } = this
    await db.item.update({ where: { studyId_id: { studyId, id: itemId } }, data: { shared: true } })
  }

  /** One answered slot of an item of its own, with one judgment; answers with the assignment's id. */
  async judge(annotatorId: string, arms: Arms, about: About = {}): Promise<string> {
    const { studyId } = this
    const { kind, choice = 'A', leftIsA = true, at = new Date(), repeat = 0, seconds = 7, flag } = about
    const itemId = about.itemId ?? (await this.addItem(arms, kind))
    const slot = about.itemId ? await db.assignment.count({ where: { studyId, itemId } }) : 0
    const leasedAt = new Date(at.getTime() - 9000)
    const assignment = await db.assignment.create({
      data: {
        studyId,
        itemId,
        slot,
        rank: this.position,
        leftIsA,
        annotatorId,
        repeat,
        leasedAt,
        leaseUntil: at,
        doneAt: at,
        elapsedMs: 8000,
        activeMs: 1000 * seconds,
        flag: flag ?? null,
      },
    })
    await this.answer(assignment.id, choice, { at })
    return assignment.id
  }

  /** As if somebody were at the analysis of other data: no new one begins until it is let go. */
  async holdAnalysis(criterion = 0): Promise<{ release: () => Promise<unknown> }> {
    const { studyId } = this
    const question = `Question ${criterion}`
    const payload = { studyId, criterion: question, version: 'held', actorId: randomUUID() }
    const id = await db.$transaction(async (tx) => {
      const made = await enqueue(tx, analysisJob, payload, analysisKey(studyId, question))
      await tx.$executeRaw`UPDATE pgboss.job SET start_after = 'infinity' WHERE id = ${made}::uuid`
      await tx.jobRun.create({ data: { id: made, worker: 0, done: 3, total: 9 } })
      return made
    })
    return { release: () => boss().cancel(analysisJob.name, id) }
  }

  async answer(assignmentId: string, choice: string, { criterion = 0, at = new Date() } = {}): Promise<void> {
    const { studyId } = this
    const criterionId = this.criterionIds[criterion] as string
    const own = { studyId, assignmentId, criterionId }
    await db.judgment.updateMany({ where: { ...own, supersededAt: null }, data: { supersededAt: at } })
    const score = OPTIONS.find(({ code }) => code === choice)?.score as number
    await db.judgment.create({ data: { ...own, choice, score, submissionKey: randomUUID(), createdAt: at } })
    await db.annotator.updateMany({
      where: { assignments: { some: { id: assignmentId } } },
      data: { revision: { increment: 1 } },
    })
  }
}

/** The access of an admin of their own. */
export async function grantAdmin<P extends StudyPermission>(studyId: string, permission: P): Promise<Access<P>> {
  const { id, name, email, role } = await db.user.create({
    data: { email: `${randomUUID()}@example.org`, name: 'Admin', role: 'ADMIN', passwordHash: 'x' },
  })
  return authorizeActor({ id, name, email, role }, studyId, permission)
}
