import { exportDesign } from '@/lib/designs/share-design'
import { download, fileStem, textChunks } from '@/lib/http/stream'
import { file } from '@/lib/server/describe'
import { route, StudyParams } from '@/lib/server/route'

export const GET = route(
  { needs: 'study:design', params: StudyParams, reply: file('application/json') },
  async (access, { request }) => {
    const design = await exportDesign(access)
    const named = { name: `${fileStem(design.title)}-design.json`, type: 'application/json' }
    return download(request, named, textChunks(`${JSON.stringify(design, null, 2)}\n`))
  },
)
