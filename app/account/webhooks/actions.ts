'use server'

import { revalidatePath } from 'next/cache'
import { action } from '@/lib/server/action'
import { createWebhook, deleteWebhook, renewSecret, switchWebhook } from '@/lib/webhooks/save-webhook'
import { ReplayInput, WebhookInput, WebhookKey, WebhookSwitch } from '@/lib/webhooks/schema'
import { sendAgain, sendTest } from '@/lib/webhooks/send-again'

const PLACE = '/account/webhooks'

/** Makes a webhook of the signed-in person; the answer holds its secret, which is shown once. */
export const makeWebhook = action({ input: WebhookInput, needs: 'webhooks:manage' }, async (access, input) => {
  const made = await createWebhook(access, input)
  revalidatePath(PLACE)
  return made
})

/** Another secret in place of the present one. */
export const makeSecret = action({ input: WebhookKey, needs: 'webhooks:manage' }, (access, { webhookId }) =>
  renewSecret(access, webhookId),
)

/** Switches a webhook of the signed-in person on or off. */
export const turnWebhook = action({ input: WebhookSwitch, needs: 'webhooks:manage' }, (access, { webhookId, isOn }) =>
  switchWebhook(access, webhookId, isOn),
)

/** Deletes a webhook of the signed-in person. */
export const removeWebhook = action({ input: WebhookKey, needs: 'webhooks:manage' }, async (access, { webhookId }) => {
  await deleteWebhook(access, webhookId)
  revalidatePath(PLACE)
})

/** Sends a message that says nothing but that it arrived. */
export const testWebhook = action({ input: WebhookKey, needs: 'webhooks:manage' }, (access, { webhookId }) =>
  sendTest(access, webhookId),
)

/** Sends a message again, or all that failed. */
export const replayWebhook = action({ input: ReplayInput, needs: 'webhooks:manage' }, (access, input) =>
  sendAgain(access, input),
)
