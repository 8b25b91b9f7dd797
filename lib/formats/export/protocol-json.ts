import 'server-only'
import { textChunks } from '@/lib/http/stream'
import { readProtocolText } from '@/lib/studies/read-protocol'
import type { StudyFile } from './study-file'

export const protocolJson: StudyFile<'study:design'> = {
  name: 'protocol.json',
  mediaType: 'application/json',
  needs: 'study:design',
  write: async (access) => {
    const { title, text } = await readProtocolText(access)
    return { title, chunks: textChunks(text) }
  },
}
