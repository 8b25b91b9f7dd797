import { sha256 } from '@/lib/designs/protocol'
import { AppError } from '@/lib/errors'

/** What a yes is given to: the very text that was read, by its hash; null where nothing is to be agreed to. */
export function consentStamp(consent: string): string | null {
  return consent === '' ? null : sha256(consent)
}

/** @throws AppError `conflict` when somebody has agreed to nothing, or to a text that has changed since they read it */
export function requireAgreement(consent: string, agreesTo: string | null): void {
  if (consentStamp(consent) !== null && consentStamp(consent) !== agreesTo) throw new AppError('conflict')
}
