import { z } from 'zod'
import { word } from '@/lib/inputs'
import { file } from '@/lib/server/describe'
import { route } from '@/lib/server/route'
import { endSignOn } from '@/lib/server/sign-on'

/** What a provider sends back; which of it has to be there is for the protocol to say. */
const Query = z.object({
  code: word(4000).optional(),
  state: word(200).optional(),
  iss: word(500).optional(),
  error: word(200).optional(),
  error_description: word(2000).optional(),
})

/** Where the provider sends people back to. They go on to where they wanted, or to a page that says what went wrong. */
export const GET = route(
  { needs: 'nobody', query: Query, reply: file('text/html') },
  async (_, { request }) =>
    new Response(null, {
      status: 303,
      headers: { location: await endSignOn(new URL(request.url).search), 'cache-control': 'no-store' },
    }),
)
