import { randomUUID } from 'node:crypto'
import { db } from '@/lib/db/client'
import type { ModelOutcome } from '@/lib/db/generated/enums'
import { ModelInput, type ModelSettings } from '@/lib/models/design'
import { rng } from '@/lib/rng'
import { type Arms, writeStudy } from './written-study'

/** From here on slots are those of models. */
const FIRST_SLOT = 1_000_000

type Written = Awaited<ReturnType<typeof writeStudy>>

/** Who joins: `exploratory` as if the study had been closed by then. */
type Joins = { code: string; model: string; group?: string; exploratory?: boolean }

/** A model that has joined a study with a provider of its own, its run done. */
export async function addModel(studyId: string, { code, model, group = 'Models', exploratory = false }: Joins) {
  const provider = await db.provider.create({
    data: { name: `Provider ${randomUUID()}`, kind: 'OPENAI_COMPATIBLE', baseUrl: 'http://127.0.0.1:9/v1' },
  })
  const input = ModelInput.parse({ providerId: provider.id, model, repeats: 1, tokenBudget: 1_000_000 })
  const { name, kind, baseUrl } = provider
  const settings: ModelSettings = { ...input, provider: { name, kind, baseUrl } }
  const existing = await db.annotatorGroup.findFirst({ where: { studyId, name: group } })
  const { id: groupId } =
    existing ??
    (await db.annotatorGroup.create({
      data: {
        studyId,
        name: group,
        kind: 'LLM',
        codePrefix: code.replace(/\d+$/, ''),
        judgesShared: false,
        models: [input],
      },
    }))
  const late = exploratory && { exploratory, excludedAt: new Date(), excludedReason: 'exploratory' }
  const { id } = await db.annotator.create({ data: { studyId, groupId, code, llm: settings, ...late } })
  await db.modelRun.create({
    data: { studyId, annotatorId: id, providerId: provider.id, status: 'DONE', tokenBudget: 1_000_000 },
  })
  return id
}

type Slot = { itemId: string; leftIsA: boolean; slot: number; repeat?: number; at: Date }

/** One slot that a model has done, with a verdict or with what it did instead. */
export async function finishModelSlot(
  study: Written,
  annotatorId: string,
  { itemId, leftIsA, slot, repeat = 0, at }: Slot,
  said: string | Exclude<ModelOutcome, 'ANSWERED'>,
): Promise<void> {
  const { studyId } = study
  const isVerdict = ['A', 'TIE', 'B'].includes(said)
  const { id } = await db.assignment.create({
    data: {
      ...{
        studyId,
        itemId,
        leftIsA,
        repeat,
        slot: FIRST_SLOT + slot,
        rank: slot,
        annotatorId,
        keptForId: annotatorId,
        due: 0,
      },
      ...{ leasedAt: at, leaseUntil: at, doneAt: at, elapsedMs: 900, activeMs: 900 },
      ...(isVerdict ? { outcome: 'ANSWERED' } : { outcome: said as ModelOutcome, flag: 'NO_VERDICT' }),
    },
  })
  if (isVerdict) await study.answer(id, said, { at })
  else
    await db.annotator.update({
      where: { studyId_id: { studyId, id: annotatorId } },
      data: { revision: { increment: 1 } },
    })
}

type Shape = { items?: number; byPeople?: number; people?: number; looks?: 'CLOSING' | 'ANYTIME'; title?: string }

/**
 * A study that three people and two models judged, straight in the tables: people the first items, models all of them in
 * both orders. The first model follows the better system and sometimes the order, the second nearly always the order;
 * some items each is asked again, and some it gives no verdict on.
 */
export async function judgedByModels(shape: Shape = {}) {
  const { items = 60, byPeople = 50, people: number = 3, looks = 'ANYTIME', title = 'People and models' } = shape
  const mark = randomUUID().slice(0, 4)
  const names = [`Aster chat ${mark}`, `Briar ${mark}`, `Cedar ${mark}`] as const
  const study = await writeStudy(names, { looks })
  const { studyId } = study
  await db.study.update({ where: { id: studyId }, data: { title, parityMargin: 0.1 } })
  await db.system.updateMany({ where: { name: names[0] }, data: { family: 'Aster' } })
  const people: string[] = []
  while (people.length < number) people.push(await study.addAnnotator({ group: 'Crowd' }))
  const models = [
    await addModel(studyId, { code: 'G01', model: 'aster-large' }),
    await addModel(studyId, { code: 'G02', model: 'first-always' }),
  ] as const
  const { below } = rng(11, 'people and models')
  const began = Date.parse('2026-11-30T09:00:00Z')
  for (let k = 0; k < items; k++) {
    const arms: Arms = [names[0], names[1 + (k % 2)] as string]
    const itemId = await study.addItem(arms)
    const at = (second: number) => new Date(began + 60_000 * k + 1000 * second)
    const truth = ['A', 'A', 'TIE', 'B'][below(4)] as string
    const noisy = () => (below(10) < 7 ? truth : (['A', 'TIE', 'B'][below(3)] as string))
    if (k < byPeople)
      for (const [nth, person] of people.entries())
        await study.judge(person, arms, { itemId, choice: noisy(), leftIsA: (k + nth) % 2 === 0, at: at(nth) })
    for (const [nth, leftIsA] of [true, false].entries()) {
      const slot = { itemId, leftIsA, at: at(10 + nth) }
      const follows = below(5) === 0 ? (leftIsA ? 'A' : 'B') : noisy()
      await finishModelSlot(study, models[0], { ...slot, slot: nth }, k === 7 ? 'REFUSED' : follows)
      const first = below(12) === 0 ? 'TIE' : leftIsA ? 'A' : 'B'
      await finishModelSlot(
        study,
        models[1],
        { ...slot, slot: 2 + nth },
        k % 20 === 3 && nth === 1 ? 'UNPARSED' : first,
      )
      if (k % 6 === 0 && nth === 0)
        await finishModelSlot(study, models[0], { ...slot, slot: nth, repeat: 1, at: at(20) }, noisy())
    }
  }
  return { studyId, study, names, models, people }
}

/**
 * Rates every item of a study by a model straight in the tables, each in one slot: `choose` gives the code of an option for
 * an item, or null where it refused.
 */
export async function rateByModel(
  studyId: string,
  annotatorId: string,
  choose: (item: { system: string; sample: number; nth: number }) => string | null,
): Promise<void> {
  const criterion = await db.criterion.findFirstOrThrow({ where: { studyId, position: 0 }, include: { options: true } })
  const items = await db.item.findMany({
    where: { studyId, kind: 'REGULAR' },
    orderBy: { position: 'asc' },
    include: { responseA: { include: { system: true } } },
  })
  // Each model's slots have numbers of their own.
  const ofModels = { studyId, itemId: items[0]?.id ?? '', slot: { gte: FIRST_SLOT } }
  const slot = FIRST_SLOT + (await db.assignment.count({ where: ofModels }))
  for (const [nth, { id: itemId, responseA }] of items.entries()) {
    const choice = choose({ system: responseA.system.name, sample: responseA.sample, nth })
    const at = new Date(Date.parse('2026-11-30T09:00:00Z') + 1000 * nth)
    const { id } = await db.assignment.create({
      data: {
        ...{ studyId, itemId, leftIsA: true, slot, rank: nth, annotatorId, keptForId: annotatorId, due: 0 },
        ...{ leasedAt: at, leaseUntil: at, doneAt: at, elapsedMs: 900, activeMs: 900 },
        ...(choice === null ? { outcome: 'REFUSED', flag: 'NO_VERDICT' } : { outcome: 'ANSWERED' }),
      },
    })
    const score = criterion.options.find(({ code }) => code === choice)?.score
    if (choice !== null && score !== undefined)
      await db.judgment.create({
        data: {
          studyId,
          assignmentId: id,
          criterionId: criterion.id,
          choice,
          score,
          submissionKey: randomUUID(),
          createdAt: at,
        },
      })
  }
  const which = { studyId_id: { studyId, id: annotatorId } }
  await db.annotator.update({ where: which, data: { revision: { increment: items.length } } })
}
