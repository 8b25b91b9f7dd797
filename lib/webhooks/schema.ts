import { z } from 'zod'
import { list, text, word } from '@/lib/inputs'
import { EVENT_NAMES } from './events'

const MOST_STUDIES = 200

/** Whom to tell, and of what. */
export const WebhookInput = z.object({
  name: text(80).min(1, 'Say who is told: the service, the channel, the script.'),
  url: word(2000).pipe(
    z.url({ protocol: /^https?$/, error: 'Enter the whole address, such as https://example.org/evenhand.' }),
  ),
  events: list(z.enum(EVENT_NAMES), EVENT_NAMES.length, 'events').min(1, 'Choose at least one.'),
  /** The studies it is told of; with none, all of its owner's. */
  studyIds: list(z.uuid(), MOST_STUDIES, 'studies').default([]),
})
export type WebhookInput = z.output<typeof WebhookInput>

/** One webhook, as forms name it. */
export const WebhookKey = z.object({ webhookId: z.uuid() })
export type WebhookKey = z.output<typeof WebhookKey>

/** Whether it is told anything. */
export const WebhookSwitch = WebhookKey.extend({ isOn: z.boolean() })

/** One message of a webhook, or with none named every one that failed. */
export const ReplayInput = WebhookKey.extend({ deliveryId: z.uuid().optional() })
export type ReplayInput = z.output<typeof ReplayInput>
