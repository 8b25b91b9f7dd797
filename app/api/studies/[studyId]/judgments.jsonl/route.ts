import { exportJudgments } from '@/lib/exports/export-judgments'
import { route } from '@/lib/server/route'
import { download, fileStem, jsonlChunks } from '@/lib/server/stream'

export const GET = route({ needs: 'study:export' }, async (access, { request }) => {
  const { title, batches } = await exportJudgments(access)
  const file = { name: `${fileStem(title)}-judgments.jsonl`, type: 'application/jsonl' }
  return download(request, file, jsonlChunks(batches))
})
