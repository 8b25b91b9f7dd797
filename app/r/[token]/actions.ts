'use server'

import { cookies, headers } from 'next/headers'
import { z } from 'zod'
import { tokenCookie } from '@/lib/auth/session-cookies'
import { isSecure } from '@/lib/env'
import { AppError } from '@/lib/errors'
import { word } from '@/lib/inputs'
import { AgreesTo } from '@/lib/people/schema'
import { arrivalCookie, readArrivalCookie } from '@/lib/recruitments/arrival-cookie'
import { type Arriving, beginPart, leaveBefore } from '@/lib/recruitments/begin'
import { action } from '@/lib/server/action'

const Entry = z.object({ token: word(60) })

/** Lets whoever has arrived begin, or go on; the cookie of their arrival is the permission. Null: their part has ended. */
export const begin = action({ input: Entry.extend({ agreesTo: AgreesTo }), needs: 'nobody' }, async (_, input) => {
  const arriving = await whoArrives(input.token)
  const begun = await beginPart(arriving, input.agreesTo, (await headers()).get('user-agent'))
  if (!begun) return null
  const jar = await cookies()
  jar.set(await tokenCookie(begun))
  return { studyId: arriving.studyId }
})

/** Says no to the study's terms. */
export const decline = action({ input: Entry, needs: 'nobody' }, async (_, { token }) =>
  leaveBefore(await whoArrives(token), 'NO_CONSENT'),
)

/** Says that there is no computer at hand. */
export const leave = action({ input: Entry, needs: 'nobody' }, async (_, { token }) =>
  leaveBefore(await whoArrives(token), 'DEVICE'),
)

async function whoArrives(token: string): Promise<Arriving> {
  const arriving = readArrivalCookie(token, (await cookies()).get(arrivalCookie(isSecure()))?.value)
  if (!arriving) throw new AppError('not_found')
  return arriving
}
