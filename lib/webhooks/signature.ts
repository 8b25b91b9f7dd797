import 'server-only'
import { createHmac, randomBytes } from 'node:crypto'

const PREFIX = 'whsec_'

/** A new secret of a webhook, as Standard Webhooks writes them: 256 random bits. */
export function makeWebhookSecret(): string {
  return PREFIX + randomBytes(32).toString('base64')
}

export type Signed = { id: string; timestamp: number; body: string }

/**
 * The headers of a message, as Standard Webhooks has them: signed over its id, its time in seconds and its body.
 * @param secrets each signs: while one replaces another, both
 */
export function signedHeaders({ id, timestamp, body }: Signed, secrets: readonly string[]): Record<string, string> {
  const signatures = secrets.map((secret) => {
    const key = Buffer.from(secret.slice(PREFIX.length), 'base64')
    return `v1,${createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest('base64')}`
  })
  return { 'webhook-id': id, 'webhook-timestamp': String(timestamp), 'webhook-signature': signatures.join(' ') }
}
