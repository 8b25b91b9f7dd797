import { outcomeShares } from '@/lib/stats/shares'
import type { WinTieLossRow } from './win-tie-loss'

/** What a row of judgments.csv or judgments.jsonl tells about win, tie and loss. */
export type ExportedJudgment = {
  study: string
  origin: string
  group: string
  modelA: string
  modelB: string
  score: number
  simulated: boolean
  /** Why figure 1 does not count the row; null when it does. */
  leftOut: string | null
}

/** Figure 1's numbers. `recorded` = `counted` + all of `leftOut`. */
export type Recomputed = {
  studies: { title: string; origins: string[] }[]
  rows: WinTieLossRow[]
  recorded: number
  counted: number
  leftOut: Record<string, number>
}

type Cell = { group: string; reference: string; other: string; outcomes: [number, number, number]; simulated: number }

/**
 * Counts an export's judgments, and gives shares and 95 % Wilson intervals as the results page does. Nothing is
 * rounded, and memory does not grow with the number of rows. A pair that stands both ways round is reported as it
 * stands first.
 */
export async function recompute(judgments: AsyncIterable<ExportedJudgment>): Promise<Recomputed> {
  const studies = new Map<string, Set<string>>()
  const cells = new Map<string, Cell>()
  const leftOut: Record<string, number> = {}
  let recorded = 0
  for await (const judgment of judgments) {
    recorded++
    studies.set(judgment.study, (studies.get(judgment.study) ?? new Set()).add(judgment.origin))
    if (judgment.leftOut) leftOut[judgment.leftOut] = (leftOut[judgment.leftOut] ?? 0) + 1
    else count(cells, judgment)
  }
  const rows = [...cells.values()].map(toRow).sort(byNames)
  return {
    studies: [...studies].map(([title, origins]) => ({ title, origins: [...origins].sort() })),
    rows,
    recorded,
    counted: rows.reduce((sum, { n }) => sum + n, 0),
    leftOut,
  }
}

function count(cells: Map<string, Cell>, { group, modelA, modelB, score, simulated }: ExportedJudgment): void {
  const key = (first: string, second: string) => JSON.stringify([group, first, second])
  const turned = cells.get(key(modelB, modelA))
  const fresh: Cell = { group, reference: modelA, other: modelB, outcomes: [0, 0, 0], simulated: 0 }
  const cell = turned ?? cells.get(key(modelA, modelB)) ?? fresh
  if (cell === fresh) cells.set(key(modelA, modelB), fresh)
  const outcome = 1 - Math.sign(turned ? -score : score)
  cell.outcomes[outcome as 0 | 1 | 2]++
  if (simulated) cell.simulated++
}

function toRow({ group, reference, other, outcomes, simulated }: Cell): WinTieLossRow {
  const [wins, ties, losses] = outcomes
  const n = wins + ties + losses
  return { group, reference, other, n, wins, ties, losses, simulated, ...outcomeShares(wins, ties, losses) }
}

function byNames(one: WinTieLossRow, other: WinTieLossRow): number {
  const name = ({ group, reference, other: against }: WinTieLossRow) => [group, reference, against].join('\n')
  return name(one) < name(other) ? -1 : 1
}
