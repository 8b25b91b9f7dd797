import { llmsText } from '@/app/api/v1/markdown'
import { file } from '@/lib/server/describe'
import { route } from '@/lib/server/route'

/** What programs that write programs read first. */
export const GET = route(
  { needs: 'nobody', reply: file('text/plain') },
  async () => new Response(llmsText(), { headers: { 'content-type': 'text/plain; charset=utf-8' } }),
)
