import 'server-only'
import { anytimeRows } from '@/lib/analysis/anytime-rows'
import { dataVersion } from '@/lib/analysis/data-version'
import { readAnalysis, requirePresent } from '@/lib/analysis/read-analysis'
import type { Access } from '@/lib/auth/access'
import { db } from '@/lib/db/client'
import type { Preregistration } from '@/lib/designs/preregistration'
import { AppError } from '@/lib/errors'
import { toFigureQuery } from '@/lib/figures/figure-query'
import { winTieLoss } from '@/lib/rates/win-tie-loss'
import { readResultsPage } from '@/lib/results/results-page'
import { freezeResults, type Snapshot } from '@/lib/results/snapshots'
import { readFrozenPlan } from '@/lib/studies/read-planned-study'
import type { Block } from './content'
import { leftOutBlocks } from './left-out'
import { type MethodFacts, methodSentences } from './methods'
import { readDeviations } from './read-deviations'
import { type PartFigure, readPartFigures } from './read-figures'
import { readHypotheses } from './read-hypotheses'
import { AS_PLANNED, type ReportInput } from './schema'

/** What a report says of one of its studies. */
export type StudyReport = Awaited<ReturnType<typeof readStudyReport>>

/** How long the statistics of a study are waited for before whoever waits is told that they still are. */
const PATIENCE_MS = 20_000

/** Who waits: what is told while something takes long, and what ends it. */
type Waiting = { told: () => void; signal: AbortSignal }

/**
 * Reads and freezes all of a study that a report has: a snapshot of each question, its figures, account, methods and
 * deviations, all of one state of the data.
 *
 * @throws AppError `conflict` when its numbers cannot be computed, or a judgment came in meanwhile
 */
export async function readStudyReport(access: Access<'study:results'>, input: ReportInput, waiting: Waiting) {
  const { studyId } = access
  const study = await readStudy(studyId)
  const plan = await readFrozenPlan(studyId)
  const ties = input.ties === AS_PLANNED ? (plan?.ties ?? 'shown') : input.ties
  // Published counts have one verdict each.
  const rule = study.origin === 'RECONSTRUCTED' ? 'all' : input.rule === AS_PLANNED ? (plan?.rule ?? 'all') : input.rule
  const version = await dataVersion(studyId)
  const [figures, snapshots, leftOut]: [PartFigure[], string[], Block[]] = [[], [], []]
  let counted = 0
  for (const [criterion, { question }] of study.criteria.entries()) {
    await waitForNumbers(access, study.origin, question, waiting)
    snapshots.push(await freezeOnce(access, { note: `Report: ${input.title}`, rule, criterion, version }))
    figures.push(...(await readPartFigures(access, { criterion, ties, rule })))
    const account = await readAccount(access, { criterion, ties, rule })
    if (study.criteria.length > 1) leftOut.push({ is: 'text', text: `“${question}”` })
    leftOut.push(...leftOutBlocks(account))
    if (criterion === 0) counted = account.result.counted
  }
  const isDecided = await readDecided(access, plan, figures)
  const questions = study.criteria.map(({ question }) => question)
  const hypotheses = await readHypotheses(access, plan, questions)
  const deviations = await readDeviations(access, { report: { ties, rule }, isDecided })
  if ((await dataVersion(studyId)) !== version)
    throw new AppError('conflict', { message: 'A judgment came in meanwhile, so no report was made. Try again.' })
  return {
    ...{ study, plan, hypotheses, figures, leftOut, counted, deviations, dataHash: snapshots[0] ?? '' },
    methods: methodSentences(methodFacts(study, { ties, rule })),
  }
}

type Study = Awaited<ReturnType<typeof readStudy>>

async function readStudy(studyId: string) {
  return db.study.findUniqueOrThrow({
    where: { id: studyId },
    select: {
      ...{ title: true, protocol: true, origin: true, status: true, source: true },
      ...{ protocolText: true, protocolHash: true, openedAt: true, closedAt: true },
      systems: { orderBy: { position: 'asc' }, select: { system: { select: { name: true } } } },
      criteria: {
        orderBy: { position: 'asc' },
        select: { question: true, options: { orderBy: { position: 'asc' }, select: { label: true } } },
      },
      groups: {
        orderBy: [{ kind: 'asc' }, { name: 'asc' }],
        select: { name: true, annotators: { where: { judged: { gt: 0 } }, select: { exploratory: true } } },
      },
    },
  })
}

async function waitForNumbers(
  access: Access<'study:results'>,
  origin: Study['origin'],
  question: string,
  { told, signal }: Waiting,
): Promise<void> {
  // Published counts have no judgments to compute from.
  if (origin === 'RECONSTRUCTED') return
  for (;;) {
    signal.throwIfAborted()
    told()
    const state = await readAnalysis(access, question, PATIENCE_MS)
    const pending = state.state === 'done' ? state.behind : state
    if (pending?.state === 'running') continue
    requirePresent(state)
    return
  }
}

type ToFreeze = Pick<Snapshot, 'note' | 'rule' | 'criterion' | 'version'>

/** A snapshot for this report; one that was made before its making was broken off is that. @returns the hash of its data */
async function freezeOnce(access: Access<'study:results'>, { version, ...asked }: ToFreeze): Promise<string> {
  const { studyId, actor } = access
  const there = await db.snapshot.findFirst({
    where: { studyId, actorId: actor.id, version, ...asked },
    select: { dataHash: true },
  })
  if (there) return there.dataHash
  const id = await freezeResults(access, { studyId, ...asked })
  const where = { studyId_id: { studyId, id } }
  return (await db.snapshot.findUniqueOrThrow({ where, select: { dataHash: true } })).dataHash
}

type Counting = Pick<MethodFacts, 'ties' | 'rule'>

async function readAccount(access: Access<'study:results'>, asked: Counting & { criterion: number }) {
  const { seen } = await readResultsPage(access, { ...toFigureQuery({}), ...asked })
  if (!seen) throw new AppError('forbidden')
  const { result, open } = seen.figure ?? seen.ratings
  return { result, open, itemsLeftOut: seen.itemsLeftOut, unanswered: seen.unanswered }
}

/** Whether even is excluded from the anytime-valid interval of the primary hypothesis; asked where collecting ends by it. */
async function readDecided(access: Access<'study:results'>, plan: Preregistration | null, figures: PartFigure[]) {
  const primary = plan?.hypotheses[plan.primary]
  if (plan?.stopping.when !== 'ANYTIME' || !primary || !figures.some(({ part }) => part === 'people')) return null
  const result = await winTieLoss(access, { criterion: primary.criterion })
  const pair = [primary.a, primary.b].sort().join('\n')
  const rows = await anytimeRows(access, result, null)
  return rows.some(({ reference, other, excludedAt }) => {
    return [reference, other].sort().join('\n') === pair && excludedAt !== null
  })
}

function methodFacts(study: Study, counting: Counting): MethodFacts {
  const { protocol, origin, source, protocolText, systems, criteria, groups } = study
  return {
    ...{ protocol, origin, source, protocolText, ...counting, frozen: null },
    systems: systems.map(({ system }) => system.name),
    questions: criteria.map(({ question, options }) => ({ question, options: options.map(({ label }) => label) })),
    annotators: groups
      .map(({ name, annotators }) => ({ group: name, people: annotators.filter((each) => !each.exploratory).length }))
      .filter(({ people }) => people > 0),
    late: groups.flatMap(({ annotators }) => annotators).filter(({ exploratory }) => exploratory).length,
  }
}
