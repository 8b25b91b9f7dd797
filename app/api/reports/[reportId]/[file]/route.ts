import { z } from 'zod'
import { attachment, download, fileStem, textChunks } from '@/lib/http/stream'
import { readReportFiles } from '@/lib/reports/read-reports'
import { file } from '@/lib/server/describe'
import { route } from '@/lib/server/route'

const params = z.object({ reportId: z.uuid(), file: z.enum(['report.pdf', 'report.json']) })

/** A report's PDF, and all its words and numbers as canonical JSON: byte for byte what was hashed. */
export const GET = route(
  { needs: 'studies:list', params, reply: file('application/pdf', 'application/json') },
  async (access, { request, params: { reportId, file: name } }) => {
    const { title, content, readPdf } = await readReportFiles(access, reportId)
    const stem = fileStem(title)
    if (name === 'report.json')
      return download(request, { name: `${stem}-report.json`, type: 'application/json' }, textChunks(content))
    return new Response((await readPdf()) as BodyInit, {
      headers: {
        ...{ 'content-type': 'application/pdf', 'cache-control': 'no-store' },
        'content-disposition': attachment(`${stem}-report.pdf`),
      },
    })
  },
)
