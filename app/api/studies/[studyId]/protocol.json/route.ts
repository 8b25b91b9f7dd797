import { route } from '@/lib/server/route'
import { download, fileStem, textChunks } from '@/lib/server/stream'
import { readProtocolText } from '@/lib/studies/read-protocol'

export const GET = route({ needs: 'study:design' }, async (access, { request }) => {
  const { title, text } = await readProtocolText(access)
  const file = { name: `${fileStem(title)}-protocol.json`, type: 'application/json' }
  return download(request, file, textChunks(text))
})
