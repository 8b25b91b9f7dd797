import { readFileSync } from 'node:fs'

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
  prompts: { id: string; category: string }[]
  annotators: { id: string; group: string }[]
  /** `lengths[system][prompt]` */
  lengths: number[][]
  judgments: StudyJudgment[]
}

type StudyFile = {
  name: string
  systems: string[]
  prompts: Study['prompts']
  annotators: Study['annotators']
  response_lengths: Record<string, number[]>
  columns: string[]
  judgments: (number | string)[][]
}

const SCORE = { A: 1, T: 0.5, B: 0 } as const

/** Reads a study file; its judgments come in the order they were given. */
export function readStudy(file: string): Study {
  const raw = JSON.parse(readFileSync(file, 'utf8')) as StudyFile
  const [seq, prompt, first, second, annotator, choice] = [
    'seq',
    'prompt',
    'first',
    'second',
    'annotator',
    'choice',
  ].map((name) => raw.columns.indexOf(name)) as [number, number, number, number, number, number]
  const rows = [...raw.judgments].sort((a, b) => Number(a[seq]) - Number(b[seq]))
  const judgments = rows.map((row): StudyJudgment => {
    const [one, other] = [Number(row[first]), Number(row[second])]
    const chosen = row[choice] as 'A' | 'B' | 'T'
    return {
      prompt: Number(row[prompt]),
      first: one,
      second: other,
      annotator: Number(row[annotator]),
      choice: chosen,
      low: Math.min(one, other),
      high: Math.max(one, other),
      score: one < other ? SCORE[chosen] : 1 - SCORE[chosen],
    }
  })
  const lengths = raw.systems.map((system) => raw.response_lengths?.[system] ?? [])
  const { name, systems, prompts, annotators } = raw
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
