import 'server-only'
import { readFirstQuestion } from '@/lib/exports/first-question'
import { INSPECT_COLUMNS, inspectLogs } from '@/lib/exports/inspect-scores'
import { readComparedPairs } from '@/lib/exports/judged-items'
import { zipChunks } from '@/lib/http/zip'
import { namedByPair } from './named-by-pair'
import type { StudyFile } from './study-file'
import { JUDGED_ITEMS } from './tool-policies'

export const inspectScores: StudyFile<'study:export'> = {
  name: 'inspect-scores.zip',
  mediaType: 'application/zip',
  needs: 'study:export',
  of: 'COMPARISON',
  columns: INSPECT_COLUMNS,
  policy: {
    ...JUDGED_ITEMS,
    row: 'score',
    ties: 'A tie, or “both are bad”, is half a point.',
    lost: `${JUDGED_ITEMS.lost} Where all must agree, items on which annotators differ.`,
  },
  write: async (access, query) => {
    const { title } = await readFirstQuestion(access)
    const pairs = await readComparedPairs(access)
    const files = pairs.flatMap((pair) => {
      const { first, second } = inspectLogs(access, query, pair)
      return [
        { words: `${pair.modelA} against ${pair.modelB}`, chunks: first },
        { words: `${pair.modelB} against ${pair.modelA}`, chunks: second },
      ]
    })
    return { title, chunks: zipChunks(namedByPair(files, 'jsonl')) }
  },
}
