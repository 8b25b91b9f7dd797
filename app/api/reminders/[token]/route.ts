import { z } from 'zod'
import { word } from '@/lib/inputs'
import { endReminders } from '@/lib/people/reminders'
import { SMALL_BODY } from '@/lib/server/body-limits'
import { answers, text } from '@/lib/server/describe'
import { route } from '@/lib/server/route'

/** What mail programs press (RFC 8058): no more reminders, without a page and without signing in. */
export const POST = route(
  {
    needs: 'nobody',
    params: z.object({ token: word(200) }),
    body: text(SMALL_BODY, 'There is nothing to send with it.'),
    reply: answers(z.null()),
  },
  async (_, { params }) => {
    await endReminders(params.token)
    return null
  },
)
