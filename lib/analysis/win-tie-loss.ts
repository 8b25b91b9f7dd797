import 'server-only'
import type { Access } from '@/lib/auth/access'
import { db } from '@/lib/db/client'
import { AppError } from '@/lib/errors'
import { type OutcomeShares, outcomeShares } from '@/lib/stats/shares'
import { countFlagged, countJudgments, countTallies, type OutcomeCell } from './count-outcomes'
import { LEFT_OUT, type LeftOut } from './left-out'
import { type Pair, pairSystems } from './pair-systems'

/** What became of one pair of systems, judged by one group, seen from the reference: the focal system, or arm A. */
export type WinTieLossRow = {
  group: string
  reference: string
  other: string
  n: number
  wins: number
  ties: number
  losses: number
  /** How many of the n a simulation made. */
  simulated: number
} & OutcomeShares

/** Figure 1, with the account of what it counts. `recorded` = `counted` + all of `leftOut`. */
export type WinTieLoss = {
  study: StudyFacts
  rows: WinTieLossRow[]
  recorded: number
  counted: number
  simulated: number
  leftOut: { reason: LeftOut; why: string; count: number }[]
  /** Slots given back with “cannot judge”, of which no judgment was recorded. */
  flagged: number
}

export type StudyFacts = Awaited<ReturnType<typeof readStudy>>

/**
 * Counts wins, ties and losses for each annotator group and pair of systems, in the database. A judgment's outcome is
 * the sign of its score on the first criterion. Judgments in force of regular items by annotators not excluded count;
 * the others are counted too, by reason.
 */
export async function winTieLoss({ studyId }: Access<'study:results'>): Promise<WinTieLoss> {
  const study = await readStudy(studyId)
  const reconstructed = study.origin === 'RECONSTRUCTED'
  const [cells, flagged] = await Promise.all([
    reconstructed ? countTallies(studyId) : countJudgments(studyId),
    countFlagged(studyId),
  ])
  const counted = cells.filter(({ reason }) => reason === null)
  const pairs = pairSystems(study, counted)
  const groups = study.groups.filter(({ id }) => counted.some(({ groupId }) => groupId === id))
  const reasons = Object.keys(LEFT_OUT) as LeftOut[]
  return {
    study,
    rows: groups.flatMap((group) => pairs.map((pair) => toRow(group, pair, counted))),
    recorded: total(cells),
    counted: total(counted),
    simulated: total(counted.filter(({ simulated }) => simulated)),
    leftOut: reasons.map((reason) => ({
      reason,
      why: LEFT_OUT[reason],
      count: total(cells.filter((cell) => cell.reason === reason)),
    })),
    flagged,
  }
}

function toRow(group: { id: string; name: string }, pair: Pair, cells: OutcomeCell[]): WinTieLossRow {
  const { reference, other } = pair
  const mine = cells.filter(({ groupId }) => groupId === group.id)
  const forward = mine.filter((cell) => cell.systemAId === reference.id && cell.systemBId === other.id)
  const backward = mine.filter((cell) => cell.systemAId === other.id && cell.systemBId === reference.id)
  const count = (outcome: number) =>
    total(forward.filter((cell) => cell.outcome === outcome)) +
    total(backward.filter((cell) => -cell.outcome === outcome))
  const [wins, ties, losses] = [count(1), count(0), count(-1)]
  return {
    group: group.name,
    reference: reference.name,
    other: other.name,
    n: wins + ties + losses,
    wins,
    ties,
    losses,
    simulated: total([...forward, ...backward].filter(({ simulated }) => simulated)),
    ...outcomeShares(wins, ties, losses),
  }
}

function total(cells: OutcomeCell[]): number {
  return cells.reduce((sum, { count }) => sum + count, 0)
}

async function readStudy(studyId: string) {
  const study = await db.study.findUnique({
    where: { id: studyId },
    select: {
      title: true,
      origin: true,
      status: true,
      source: true,
      pairing: true,
      overlap: true,
      systems: { orderBy: { position: 'asc' }, select: { focal: true, system: { select: { id: true, name: true } } } },
      // People before LLMs.
      groups: { orderBy: [{ kind: 'asc' }, { name: 'asc' }], select: { id: true, name: true } },
      criteria: { orderBy: { position: 'asc' }, take: 1, select: { question: true } },
    },
  })
  if (!study) throw new AppError('not_found')
  const { systems, criteria, ...facts } = study
  return {
    ...facts,
    question: criteria[0]?.question ?? '',
    systems: systems.map(({ system }) => system),
    focal: systems.find(({ focal }) => focal)?.system ?? null,
  }
}
