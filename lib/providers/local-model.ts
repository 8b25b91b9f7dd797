import 'server-only'
import { env } from '@/lib/env'

/** The small model that `npm run model` serves (scripts/model/settings.mjs), as a provider is entered for it. */
export const LOCAL_MODEL = {
  command: 'npm run model',
  name: 'Small model on this machine',
  baseUrl: 'http://127.0.0.1:8010/v1',
  model: 'smollm2-135m-instruct',
} as const

/** Whether addresses of this machine may be asked at all. */
export function mayAskHere(): boolean {
  return env().MODEL_PRIVATE_ADDRESSES === 'true'
}
