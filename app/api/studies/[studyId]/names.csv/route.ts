import { exportNames, NAME_COLUMNS } from '@/lib/exports/name-decisions'
import { csvChunks, download, fileStem } from '@/lib/http/stream'
import { file } from '@/lib/server/describe'
import { route, StudyParams } from '@/lib/server/route'

const COLUMNS = NAME_COLUMNS.map(({ name }) => name)

export const GET = route(
  { needs: 'study:export', params: StudyParams, reply: file('text/csv') },
  async (access, { request }) => {
    const { title, batches } = await exportNames(access)
    return download(request, { name: `${fileStem(title)}-names.csv`, type: 'text/csv' }, csvChunks(batches, COLUMNS))
  },
)
