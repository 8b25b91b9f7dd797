'use server'

import { z } from 'zod'
import { word } from '@/lib/inputs'
import { endReminders as end } from '@/lib/people/reminders'
import { action } from '@/lib/server/action'

/** Ends the reminders of whom the link was sent to. */
export const endReminders = action({ input: z.object({ token: word(200) }), needs: 'nobody' }, (_, { token }) =>
  end(token),
)
