import type { APIRequestContext } from '@playwright/test'
import { parse } from 'csv-parse/sync'

/** Wins, ties and losses of the focal system against each baseline. */
export type Counts = Record<string, [win: number, tie: number, loss: number]>

type Row = { model_b: string; verdict: string; in_force: string | boolean }

function tally(rows: Row[]): Counts {
  const counts: Counts = {}
  for (const { model_b, verdict, in_force } of rows) {
    if (String(in_force) !== 'true') continue
    counts[model_b] ??= [0, 0, 0]
    counts[model_b][['A', 'TIE', 'B'].indexOf(verdict)] = (counts[model_b][['A', 'TIE', 'B'].indexOf(verdict)] ?? 0) + 1
  }
  return counts
}

/** The same counts from each file a study offers: both exports, and the figure's own numbers. */
export async function countsFromFiles(request: APIRequestContext, studyId: string) {
  const read = async (file: string) => (await request.get(`/api/studies/${studyId}/${file}`)).text()
  const csv = parse(await read('judgments.csv'), { columns: true, bom: true }) as Row[]
  const jsonl = (await read('judgments.jsonl'))
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Row)
  const figure = parse(await read('figures/figure-1.csv'), { columns: true, bom: true }) as Record<string, string>[]
  return {
    csv: tally(csv),
    jsonl: tally(jsonl),
    figure: Object.fromEntries(
      figure.map((row) => [row.against, [Number(row.wins), Number(row.ties), Number(row.losses)]]),
    ) as Counts,
    rows: csv.length,
  }
}
