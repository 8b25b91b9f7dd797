import { route } from '@/lib/server/route'
import { download, fileStem, textChunks } from '@/lib/server/stream'
import { exportDesign } from '@/lib/studies/share-design'

export const GET = route({ needs: 'study:design' }, async (access, { request }) => {
  const design = await exportDesign(access)
  const file = { name: `${fileStem(design.title)}-design.json`, type: 'application/json' }
  return download(request, file, textChunks(`${JSON.stringify(design, null, 2)}\n`))
})
