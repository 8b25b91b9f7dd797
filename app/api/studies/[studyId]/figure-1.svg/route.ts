import { figureNotes } from '@/components/charts/figure-notes'
import { winTieLossFigure } from '@/components/charts/win-tie-loss'
import { winTieLoss } from '@/lib/analysis/win-tie-loss'
import { route } from '@/lib/server/route'
import { download, fileStem, textChunks } from '@/lib/server/stream'

export const GET = route({ needs: 'study:results' }, async (access, { request }) => {
  const result = await winTieLoss(access)
  const svg = winTieLossFigure(result.rows, { look: 'print', notes: figureNotes(result) })
  const file = { name: `${fileStem(result.study.title)}-figure-1.svg`, type: 'image/svg+xml' }
  return download(request, file, textChunks(svg))
})
