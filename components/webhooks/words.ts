import type { WebhookRow } from '@/lib/webhooks/queries'

/** Beside a secret that was just made. */
export const SECRET_NOTE = 'The receiver checks with it that messages are from here. It is shown only now.'

/** Why a webhook is off, after its name. */
export const OFF = {
  OWNER: 'switched off',
  GONE: 'switched off: its receiver says that it is gone',
  FAILING: 'switched off: nothing arrived for five days',
} as const

/** How a webhook stands, in a few words. */
export function stateOf({ disabledWhy, failingSince }: WebhookRow): string {
  if (disabledWhy) return OFF[disabledWhy]
  return failingSince ? 'on; nothing arrives' : 'on'
}
