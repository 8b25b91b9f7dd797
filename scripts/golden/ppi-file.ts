import { z } from 'zod'
import type { LabelledRows, UnlabelledRows } from '@/lib/stats/prediction-powered/predictions'
import { readJson, unreadable } from './read-json'

const PredictionFile = z.object({
  name: z.string(),
  prompts: z.array(z.string()),
  labelled: z.array(z.tuple([z.number(), z.number(), z.number()])),
  unlabelled: z.array(z.tuple([z.number(), z.number()])),
})

/** Items with a human and a judge's value, and items with the judge's only. It has no systems or annotators. */
export type PredictionStudy = { labelled: LabelledRows; unlabelled: UnlabelledRows; systems: []; annotators: [] }

/**
 * Reads a file of predictions.
 * @throws AppError `file_unreadable` naming the file and the place
 */
export function readPredictions(file: string): PredictionStudy {
  const { prompts, labelled, unlabelled } = readJson(file, PredictionFile)
  for (const [place, rows] of [
    ['labelled', labelled],
    ['unlabelled', unlabelled],
  ] as const) {
    const wrong = rows.findIndex(([prompt]) => !Number.isInteger(prompt) || prompt < 0 || prompt >= prompts.length)
    if (wrong >= 0) throw unreadable(`${file}: ${place}[${wrong}]: there is no prompt ${rows[wrong]?.[0]}`)
  }
  return {
    labelled: {
      prompt: labelled.map(([prompt]) => prompt),
      human: labelled.map(([, human]) => human),
      judge: labelled.map(([, , judge]) => judge),
    },
    unlabelled: { prompt: unlabelled.map(([prompt]) => prompt), judge: unlabelled.map(([, judge]) => judge) },
    systems: [],
    annotators: [],
  }
}
