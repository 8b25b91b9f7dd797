import 'server-only'
import { textChunks } from '@/lib/http/stream'
import { datasetCard } from '../bundle/dataset-folder'
import type { StudyFile } from './study-file'

export const datasetCardMd: StudyFile<'study:export'> = {
  name: 'dataset-card.md',
  mediaType: 'text/markdown',
  needs: 'study:export',
  write: async (access, query) => {
    const { title, text } = await datasetCard(access, query)
    return { title, chunks: textChunks(text) }
  },
}
