import 'server-only'
import { env } from '@/lib/env'
import type { Guard } from './guarded-fetch'

const PUBLIC = 'https://huggingface.co'

/** The hub that data sets come from and go to. */
export function hubAddress(): string {
  return (env().HF_ENDPOINT ?? PUBLIC).replace(/\/$/, '')
}

/** Its host, as people read it. */
export function hubHost(): string {
  return new URL(hubAddress()).host
}

/** Whoever runs the site may name a hub in their own network; it may not send on to others in there. */
export function hubGuard(url: URL): Omit<Guard, 'maxBytes'> {
  return { allowPrivate: hubAddress() !== PUBLIC && url.host === hubHost() }
}
