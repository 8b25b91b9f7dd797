import { JUDGMENT_COLUMNS } from '@/lib/exports/columns'
import { exportJudgments } from '@/lib/exports/export-judgments'
import { route } from '@/lib/server/route'
import { csvChunks, download, fileStem } from '@/lib/server/stream'

export const GET = route({ needs: 'study:export' }, async (access, { request }) => {
  const { title, batches } = await exportJudgments(access)
  const columns = JUDGMENT_COLUMNS.map(({ name }) => name)
  const file = { name: `${fileStem(title)}-judgments.csv`, type: 'text/csv' }
  return download(request, file, csvChunks(batches, columns))
})
