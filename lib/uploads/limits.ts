/** The largest file the browser may send; the command takes any. */
export const MAX_UPLOAD_BYTES = 100 * 1024 * 1024

/** How many days an upload waits for somebody to decide on it. */
export const KEPT_DAYS = 14
export const KEPT_MS = KEPT_DAYS * 86_400_000

/** When an upload that was sent at some time is thrown away, if nobody decides on it. */
export function expiryOf(sentAt: Date): Date {
  return new Date(sentAt.getTime() + KEPT_MS)
}
