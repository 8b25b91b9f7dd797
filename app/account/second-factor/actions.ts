'use server'

import { revalidatePath } from 'next/cache'
import { z } from 'zod'
import {
  addPasskey,
  confirmApp,
  proveAgain,
  removeFactor,
  renewCodes,
  startApp,
  startPasskey,
} from '@/lib/factors/manage'
import { CHALLENGE_SECONDS } from '@/lib/factors/passkeys'
import { FactorCode, NewPasskey } from '@/lib/factors/schema'
import { word } from '@/lib/inputs'
import { action } from '@/lib/server/action'
import { keepStep, takeStep } from '@/lib/server/browser'
import { sessionHere } from '@/lib/server/second-factor'

const needs = 'factor:manage'
const refresh = () => revalidatePath('/account', 'layout')

/** Proves with the password that it is the holder who is at the browser. */
export const prove = action({ input: z.object({ password: word(200) }), needs }, async (access, { password }) => {
  await proveAgain(access, await sessionHere(), password)
  refresh()
})

/** A secret for an app; the answer holds it, and it is shown once. */
export const beginApp = action({ input: z.literal('app'), needs }, async (access) =>
  startApp(access, await sessionHere()),
)

/** Counts the app from its first right code on; the answer holds recovery codes where these are the first. */
export const finishApp = action({ input: z.object({ code: FactorCode }), needs }, async (access, { code }) => {
  const made = await confirmApp(access, await sessionHere(), code)
  refresh()
  return made
})

/** What the browser makes a passkey of. */
export const beginPasskey = action({ input: z.literal('passkey'), needs }, async (access) => {
  const { options, kept } = await startPasskey(access, await sessionHere())
  await keepStep('challenge', kept, CHALLENGE_SECONDS)
  return options
})

/** Stores the passkey; the answer holds recovery codes where these are the first. */
export const finishPasskey = action({ input: NewPasskey, needs }, async (access, made) => {
  const added = await addPasskey(access, await sessionHere(), { kept: await takeStep('challenge'), made })
  refresh()
  return added
})

/** Removes a passkey, or the app. */
export const remove = action(
  { input: z.object({ passkeyId: word(1400).nullable() }), needs },
  async (access, { passkeyId }) => {
    await removeFactor(access, await sessionHere(), passkeyId)
    refresh()
  },
)

/** New recovery codes; the answer holds them, and they are shown once. */
export const newCodes = action({ input: z.literal('codes'), needs }, async (access) => {
  const made = await renewCodes(access, await sessionHere())
  refresh()
  return made
})
