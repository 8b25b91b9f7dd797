import { z } from 'zod'
import { download, fileStem } from '@/lib/http/stream'
import { writePayments } from '@/lib/recruitments/payments'
import { file } from '@/lib/server/describe'
import { route } from '@/lib/server/route'

const params = z.object({ studyId: z.uuid(), recruitmentId: z.uuid() })

/** Whom a recruitment pays, by the platform's own ids: for admins. */
export const GET = route(
  { needs: 'recruitment:pay', params, reply: file('text/csv') },
  async (access, { request, params: { recruitmentId } }) => {
    const { name, chunks } = await writePayments(access, recruitmentId)
    return download(request, { name: `${fileStem(name)}-payments.csv`, type: 'text/csv' }, chunks)
  },
)
