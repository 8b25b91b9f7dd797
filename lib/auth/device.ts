import { createHash, randomBytes } from 'node:crypto'
import { ownCookie } from '@/lib/own-cookie'

const FORM = /^[\w-]{22}$/

/** How long a browser is known after it was last signed in from. */
export const DEVICE_DAYS = 365

/** The cookie by which a browser is known again. */
export function deviceCookie(isSecure: boolean): string {
  return ownCookie('evenhand-device', isSecure)
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
