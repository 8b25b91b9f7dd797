import 'server-only'
import { labelStudioConfig as readConfig } from '@/lib/exports/label-studio'
import { textChunks } from '@/lib/http/stream'
import type { StudyFile } from './study-file'

export const labelStudioConfig: StudyFile<'study:export'> = {
  name: 'label-studio-config.xml',
  mediaType: 'application/xml',
  needs: 'study:export',
  of: 'COMPARISON',
  write: async (access) => {
    const { title, text } = await readConfig(access)
    return { title, chunks: textChunks(text) }
  },
}
