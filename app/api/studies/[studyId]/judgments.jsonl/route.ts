import { exportJudgments } from '@/lib/exports/export-judgments'
import { download, fileStem, jsonlChunks } from '@/lib/http/stream'
import { file } from '@/lib/server/describe'
import { route, StudyParams } from '@/lib/server/route'

export const GET = route(
  { needs: 'study:export', params: StudyParams, reply: file('application/jsonl') },
  async (access, { request }) => {
    const { title, batches } = await exportJudgments(access)
    const named = { name: `${fileStem(title)}-judgments.jsonl`, type: 'application/jsonl' }
    return download(request, named, jsonlChunks(batches))
  },
)
