import { winTieLoss } from '@/lib/analysis/win-tie-loss'
import { FIGURE_COLUMNS } from '@/lib/exports/columns'
import { figureRows } from '@/lib/exports/figure-rows'
import { route } from '@/lib/server/route'
import { csvChunks, download, fileStem } from '@/lib/server/stream'

export const GET = route({ needs: 'study:results' }, async (access, { request }) => {
  const result = await winTieLoss(access)
  const columns = FIGURE_COLUMNS.map(({ name }) => name)
  const file = { name: `${fileStem(result.study.title)}-figure-1.csv`, type: 'text/csv' }
  return download(request, file, csvChunks([figureRows(access.studyId, result)], columns))
})
