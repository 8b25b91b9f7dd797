import { readStudyFile } from './study-file'

/** One judgment, in canonical orientation: `low` and `high` are the pair's systems by index, `score` is that of `low`. */
export type StudyJudgment = {
  prompt: number
  first: number
  second: number
  annotator: number
  choice: 'A' | 'B' | 'T'
  low: number
  high: number
  score: number
}

/** A study as the reference files describe it. Systems, prompts and annotators are named by their index. */
export type Study = {
  name: string
  systems: string[]
  prompts: { id: string; category?: string | null | undefined }[]
  annotators: { id: string; group: string }[]
  /** `lengths[system][prompt]`; null where a system has no response */
  lengths: (number | null)[][]
  judgments: StudyJudgment[]
}

const SCORE = { A: 1, T: 0.5, B: 0 } as const

/**
 * Reads a study file; its judgments come in the order they were given.
 * @throws AppError `file_unreadable` naming the file and the place
 */
export function readStudy(file: string): Study {
  const { name, systems, prompts, annotators, response_lengths: given, rows } = readStudyFile(file)
  const judgments = rows
    .sort((a, b) => a.seq - b.seq)
    .map(({ prompt, first, second, annotator, choice }): StudyJudgment => {
      const [low, high] = [Math.min(first, second), Math.max(first, second)]
      const score = first === low ? SCORE[choice] : 1 - SCORE[choice]
      return { prompt, first, second, annotator, choice, low, high, score }
    })
  const lengths = systems.map((system) => given?.[system] ?? [])
  return { name, systems, prompts, annotators, lengths, judgments }
}

/** The judgments that compare two systems, with the score of the first named. */
export function judgmentsOfPair(study: Study, pair: readonly string[]): { prompt: number; score: number }[] {
  const [one = -1, other = -1] = pair.map((name) => study.systems.indexOf(name))
  return study.judgments
    .filter(({ low, high }) => low === Math.min(one, other) && high === Math.max(one, other))
    .map(({ prompt, score }) => ({ prompt, score: one < other ? score : 1 - score }))
}

/** One value per system in the order that a case names them in, which is the study's unless it says otherwise. */
export function inOrder<T>(study: Study, systems: readonly string[] | undefined, values: ArrayLike<T>) {
  return (systems ?? study.systems).map((name) => values[study.systems.indexOf(name)])
}

/** The pair whose systems come first in the study's order; null without judgments. */
export function firstPairOf({ systems, judgments }: Study): [string, string] | null {
  const [first] = [...judgments].sort((a, b) => a.low - b.low || a.high - b.high)
  return first ? [systems[first.low] as string, systems[first.high] as string] : null
}

/** How often each score occurred, as wins, ties and losses. */
export function countScores(rows: readonly { score: number }[]) {
  const count = (score: number) => rows.filter((row) => row.score === score).length
  return { wins: count(1), ties: count(0.5), losses: count(0) }
}

/** Judgments and their total score per prompt, prompts in order of first appearance. */
export function totalsByPrompt(rows: readonly { prompt: number; score: number }[]) {
  const totals = new Map<number, { n: number; total: number }>()
  for (const { prompt, score } of rows) {
    const cluster = totals.get(prompt) ?? { n: 0, total: 0 }
    cluster.n++
    cluster.total += score
    totals.set(prompt, cluster)
  }
  return [...totals.values()]
}
