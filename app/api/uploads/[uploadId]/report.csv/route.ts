import { route } from '@/lib/server/route'
import { csvChunks, download } from '@/lib/server/stream'
import { REPORT_COLUMNS, reportProblems } from '@/lib/uploads/report-problems'

/** All problem rows of an upload. */
export const GET = route({ needs: 'uploads:manage' }, async (access, { request, params }) => {
  const rows = reportProblems(access, params.uploadId ?? '')
  return download(request, { name: 'problems.csv', type: 'text/csv' }, csvChunks(rows, REPORT_COLUMNS))
})
