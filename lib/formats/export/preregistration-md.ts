import 'server-only'
import { textChunks } from '@/lib/http/stream'
import { preregistrationMarkdown } from '@/lib/studies/preregistration-markdown'
import { readPlannedStudy } from '@/lib/studies/read-planned-study'
import type { StudyFile } from './study-file'

export const preregistrationMd: StudyFile<'study:design'> = {
  name: 'preregistration.md',
  mediaType: 'text/markdown',
  needs: 'study:design',
  write: async (access) => {
    const study = await readPlannedStudy(access)
    return { title: study.title, chunks: textChunks(preregistrationMarkdown(study)) }
  },
}
