import { z } from 'zod'
import { csvChunks, download } from '@/lib/http/stream'
import { file } from '@/lib/server/describe'
import { route } from '@/lib/server/route'
import { REPORT_COLUMNS, reportProblems } from '@/lib/uploads/report-problems'

const Params = z.object({ uploadId: z.uuid() })

/** All problem rows of an upload. */
export const GET = route(
  { needs: 'uploads:manage', params: Params, reply: file('text/csv') },
  async (access, { request, params }) => {
    const rows = await reportProblems(access, params.uploadId)
    return download(request, { name: 'problems.csv', type: 'text/csv' }, csvChunks(rows, REPORT_COLUMNS))
  },
)
