import { JUDGMENT_COLUMNS } from '@/lib/exports/columns'
import { exportJudgments } from '@/lib/exports/export-judgments'
import { csvChunks, download, fileStem } from '@/lib/http/stream'
import { file } from '@/lib/server/describe'
import { route, StudyParams } from '@/lib/server/route'

export const GET = route(
  { needs: 'study:export', params: StudyParams, reply: file('text/csv') },
  async (access, { request }) => {
    const { title, batches } = await exportJudgments(access)
    const columns = JUDGMENT_COLUMNS.map(({ name }) => name)
    const named = { name: `${fileStem(title)}-judgments.csv`, type: 'text/csv' }
    return download(request, named, csvChunks(batches, columns))
  },
)
