import { download, fileStem, textChunks } from '@/lib/http/stream'
import { file } from '@/lib/server/describe'
import { route, StudyParams } from '@/lib/server/route'
import { readProtocolText } from '@/lib/studies/read-protocol'

export const GET = route(
  { needs: 'study:design', params: StudyParams, reply: file('application/json') },
  async (access, { request }) => {
    const { title, text } = await readProtocolText(access)
    const named = { name: `${fileStem(title)}-protocol.json`, type: 'application/json' }
    return download(request, named, textChunks(text))
  },
)
