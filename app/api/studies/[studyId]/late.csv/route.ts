import { exportLate, LATE_COLUMNS } from '@/lib/exports/late-verdicts'
import { csvChunks, download, fileStem } from '@/lib/http/stream'
import { file } from '@/lib/server/describe'
import { route, StudyParams } from '@/lib/server/route'

const COLUMNS = LATE_COLUMNS.map(({ name }) => name)

export const GET = route(
  { needs: 'study:export', params: StudyParams, reply: file('text/csv') },
  async (access, { request }) => {
    const { title, batches } = await exportLate(access)
    return download(request, { name: `${fileStem(title)}-late.csv`, type: 'text/csv' }, csvChunks(batches, COLUMNS))
  },
)
