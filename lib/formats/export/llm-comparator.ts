import 'server-only'
import { readFirstQuestion } from '@/lib/exports/first-question'
import { readComparedPairs } from '@/lib/exports/judged-items'
import { comparatorChunks, LLM_COMPARATOR_COLUMNS } from '@/lib/exports/llm-comparator'
import { zipChunks } from '@/lib/http/zip'
import { namedByPair } from './named-by-pair'
import type { StudyFile } from './study-file'
import { JUDGED_ITEMS } from './tool-policies'

export const llmComparator: StudyFile<'study:export'> = {
  name: 'llm-comparator.zip',
  mediaType: 'application/zip',
  needs: 'study:export',
  of: 'COMPARISON',
  columns: LLM_COMPARATOR_COLUMNS,
  policy: JUDGED_ITEMS,
  write: async (access, query) => {
    const { title } = await readFirstQuestion(access)
    const pairs = await readComparedPairs(access)
    const entries = namedByPair(
      pairs.map((pair) => ({
        words: `${pair.modelA} and ${pair.modelB}`,
        chunks: () => comparatorChunks(access, query, pair),
      })),
      'json',
    )
    return { title, chunks: zipChunks(entries) }
  },
}
