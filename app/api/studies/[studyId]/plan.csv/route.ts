import { csvChunks, download, fileStem } from '@/lib/http/stream'
import { file } from '@/lib/server/describe'
import { route, StudyParams } from '@/lib/server/route'
import { PLAN_COLUMNS, planFile } from '@/lib/studies/plan-file'

export const GET = route(
  { needs: 'study:design', params: StudyParams, reply: file('text/csv') },
  async (access, { request }) => {
    const { title, batches } = await planFile(access)
    return download(
      request,
      { name: `${fileStem(title)}-plan.csv`, type: 'text/csv' },
      csvChunks(batches, PLAN_COLUMNS),
    )
  },
)
