import { z } from 'zod'
import { download } from '@/lib/http/stream'
import { exportPerson } from '@/lib/privacy/export-person'
import { file } from '@/lib/server/describe'
import { route } from '@/lib/server/route'

/** All that is stored about one person, for them to have. */
export const GET = route(
  { needs: 'people:manage', params: z.object({ personId: z.uuid() }), reply: file('application/json') },
  async (access, { request, params: { personId } }) => {
    const { name, chunks } = await exportPerson(access, personId)
    return download(request, { name: `${name}.json`, type: 'application/json' }, chunks)
  },
)
