import { randomUUID } from 'node:crypto'
import { authorizeActor } from '@/lib/auth/access'
import { db } from '@/lib/db/client'
import type { ComparisonDesign } from '@/lib/designs/schema'
import { ModelInput } from '@/lib/models/design'
import { openStudy } from '@/lib/studies/open-study'
import { updateStudy } from '@/lib/studies/update-study'
import { loadComparison, makeDraft } from './fixtures'

type Shape = {
  /** Where the scripted model listens. */
  url: string
  prompts?: number
  baselines?: number
  overlap?: number
  model?: Partial<ModelInput>
  provider?: { lanes?: number; timeoutSeconds?: number; requestsPerMinute?: number }
  design?: Partial<ComparisonDesign>
}

/** A provider whose calls go to a scripted model. */
async function makeProvider(url: string, data: Shape['provider'] = {}): Promise<string> {
  const baseUrl = `${url}/v1`
  const of = { name: `Scripted ${randomUUID().slice(0, 8)}`, kind: 'OPENAI_COMPATIBLE', baseUrl } as const
  return (await db.provider.create({ data: { ...of, lanes: 4, timeoutSeconds: 10, ...data } })).id
}

/** A draft that one scripted model judges beside people, with its researcher. */
export async function makeModelDraft({ url, model, provider, ...shape }: Shape) {
  const providerId = await makeProvider(url, provider)
  const draft = await makeDraft(shape)
  const input = ModelInput.parse({ providerId, model: 'scripted-1', tokenBudget: 10_000_000, ...model })
  const design = await loadComparison(draft.studyId)
  const models = [{ name: 'Machines', codePrefix: 'G', models: [input] }]
  await updateStudy(await authorizeActor(draft.researcher, draft.studyId, 'study:design'), { ...design, models })
  return { ...draft, providerId, input }
}

/** The same, opened. `run` is the right to let the model begin. */
export async function makeModelStudy(shape: Shape) {
  const draft = await makeModelDraft(shape)
  const run = await authorizeActor(draft.researcher, draft.studyId, 'study:run')
  await openStudy(run)
  const { studyId } = draft
  const annotator = await db.annotator.findFirstOrThrow({ where: { studyId, run: { isNot: null } } })
  return { ...draft, run, annotatorId: annotator.id, key: { studyId, annotatorId: annotator.id } }
}

/** What must hold of a model's slots and calls at any moment: lists and numbers of what breaks it, and how many there are. */
export async function checkRun({ studyId, annotatorId }: { studyId: string; annotatorId: string }) {
  const [slots, calls, run, annotator] = await Promise.all([
    db.assignment.findMany({ where: { studyId, keptForId: annotatorId }, include: { judgments: true } }),
    db.modelCall.findMany({ where: { studyId, annotatorId } }),
    db.modelRun.findUniqueOrThrow({ where: { studyId_annotatorId: { studyId, annotatorId } } }),
    db.annotator.findUniqueOrThrow({ where: { studyId_id: { studyId, id: annotatorId } } }),
  ])
  const done = slots.filter(({ doneAt }) => doneAt)
  const inForce = (slot: (typeof slots)[number]) => slot.judgments.filter(({ supersededAt }) => !supersededAt).length
  const sum = (numbers: (bigint | number | null)[]) =>
    Number(numbers.reduce((all: bigint, n) => all + BigInt(n ?? 0), 0n))
  const sent = calls.filter(({ status }) => status === 'SENT')
  return {
    slots: slots.length,
    done: done.length,
    calls: calls.length,
    sent: sent.length,
    spent: Number(run.spentTokens),
    wrong: {
      verdicts: done.filter((slot) => (slot.outcome === 'ANSWERED') !== inForce(slot) > 0).length,
      outcomes: done.filter(({ outcome, flag }) => !outcome || (flag === 'NO_VERDICT') !== (outcome !== 'ANSWERED'))
        .length,
      openWithVerdict: slots.filter((slot) => !slot.doneAt && slot.judgments.length > 0).length,
      unfinished: done.filter(({ id }) => !calls.some((call) => call.assignmentId === id && call.outcome)).length,
      reserved: Number(run.reservedTokens) - sum(sent.map(({ reservedTokens }) => reservedTokens)),
      reservedNanos: Number(run.reservedNanos) - sum(sent.map(({ reservedNanos }) => reservedNanos)),
      spentNanos: Number(run.spentNanos) - sum(calls.map(({ costNanos }) => costNanos)),
      judged: annotator.judged - done.length,
      noVerdict: annotator.setAside - done.filter(({ flag }) => flag).length,
      wanted: annotator.keptWanted - slots.filter(({ flag }) => !flag).length,
    },
  }
}

/** What `checkRun` finds wrong in a run that is whole. */
export const NOTHING_WRONG = {
  ...{ verdicts: 0, outcomes: 0, openWithVerdict: 0, unfinished: 0, reserved: 0, reservedNanos: 0, spentNanos: 0 },
  ...{ judged: 0, noVerdict: 0, wanted: 0 },
}
