import 'server-only'
import { exportDesign } from '@/lib/designs/share-design'
import { textChunks } from '@/lib/http/stream'
import type { StudyFile } from './study-file'

export const designJson: StudyFile<'study:design'> = {
  name: 'design.json',
  mediaType: 'application/json',
  needs: 'study:design',
  write: async (access) => {
    const design = await exportDesign(access)
    return { title: design.title, chunks: textChunks(`${JSON.stringify(design, null, 2)}\n`) }
  },
}
