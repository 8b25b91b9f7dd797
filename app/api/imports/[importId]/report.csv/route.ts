import { z } from 'zod'
import { csvChunks, download } from '@/lib/http/stream'
import { file } from '@/lib/server/describe'
import { route } from '@/lib/server/route'
import { JUDGMENT_REPORT_COLUMNS, reportJudgmentProblems } from '@/lib/uploads/judgments/list-judgment-problems'

const Params = z.object({ importId: z.uuid() })

/** All rows of an import that cannot be counted. */
export const GET = route(
  { needs: 'imports:manage', params: Params, reply: file('text/csv') },
  async (access, { request, params }) => {
    const rows = reportJudgmentProblems(access, params.importId)
    return download(request, { name: 'problems.csv', type: 'text/csv' }, csvChunks(rows, JUDGMENT_REPORT_COLUMNS))
  },
)
