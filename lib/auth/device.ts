import { createHash, randomBytes } from 'node:crypto'

const FORM = /^[\w-]{22}$/

/** How long a browser is known after it was last signed in from. */
export const DEVICE_DAYS = 365

/** The cookie by which a browser is known again; where people come by https, no other host can set it. */
export function deviceCookie(isSecure: boolean): string {
  return `${isSecure ? '__Host-' : ''}evenhand-device`
}

/** 128 random bits. */
export function makeDevice(): string {
  return randomBytes(16).toString('base64url')
}

/** What came as a device, when it can be one. */
export function readDevice(value: string | undefined): string | null {
  return value && FORM.test(value) ? value : null
}

/** What is stored: whoever reads the database cannot pass for a known browser. */
export function hashDevice(device: string): string {
  return createHash('sha256').update(device).digest('base64url')
}
