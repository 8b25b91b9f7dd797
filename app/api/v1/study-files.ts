import { z } from 'zod'
import { FileQuery } from '@/lib/exports/file-query'
import { writeKeptFile } from '@/lib/formats/export/kept-files'
import { STUDY_FILES } from '@/lib/formats/export/study-files'
import { download, fileStem } from '@/lib/http/stream'
import { file } from '@/lib/server/describe'
import { endpoint } from '@/lib/server/endpoint'
import { StudyParams } from '@/lib/server/route'
import { type LookQuery, lookIfAsked, looking } from './looking'

const query = z.strictObject({ ...FileQuery.shape, ...looking })

type Asked = z.output<typeof query>
type Access = Parameters<typeof writeKeptFile>[0]
type Token = Parameters<typeof lookIfAsked>[1]['token']

/** A file of a study, under an address of its own. */
const study = (name: string, scope: 'studies:read' | 'judgments:read', summary: string) =>
  endpoint(
    {
      ...{ method: 'GET', path: `/studies/{studyId}/${name}`, needs: 'study:read', scope, params: StudyParams, query },
      ...{ summary, reply: file(STUDY_FILES.find((each) => each.name === name)?.mediaType ?? '') },
    },
    (access, call) => send(access, name, call),
  )

export const design = study('design.json', 'studies:read', 'The design, as POST /studies takes it.')
export const protocol = study('protocol.json', 'studies:read', 'The protocol that opening froze, with its amendments.')
export const plan = study('plan.csv', 'studies:read', 'Every item with its systems, one row each.')
export const csv = study('judgments.csv', 'judgments:read', 'Every answer as CSV, one row each.')
export const jsonl = study('judgments.jsonl', 'judgments:read', 'Every answer as JSON, one object a line.')
export const parquet = study('judgments.parquet', 'judgments:read', 'Every answer as Parquet.')

const params = StudyParams.extend({ file: z.enum(STUDY_FILES.map(({ name }) => name)) })

export const exported = endpoint(
  {
    ...{ method: 'GET', path: '/studies/{studyId}/exports/{file}', needs: 'study:read', scope: 'judgments:read' },
    ...{ params, query, summary: 'Any file of a study, in the format that its name says.' },
    reply: file(...new Set(STUDY_FILES.map(({ mediaType }) => mediaType))),
  },
  (access, call) => send(access, call.params.file, call),
)

async function send(
  access: Access,
  name: string,
  { request, query, token }: { request: Request; query: Asked; token: Token },
) {
  const { reason, ...asked }: LookQuery & z.output<typeof FileQuery> = query
  await lookIfAsked(access, { reason, token })
  const isHead = request.method === 'HEAD'
  const { title, type, chunks, etag, leftOut } = await writeKeptFile(access, name, asked, { isHead })
  const headers = { ...(etag && { etag }), 'accept-ranges': 'none' }
  if (etag && request.headers.get('if-none-match') === etag) return new Response(null, { status: 304, headers })
  const response = await download(request, { name: `${fileStem(title)}-${name}`, type, leftOut }, chunks)
  for (const [header, value] of Object.entries(headers)) response.headers.set(header, value)
  return response
}
