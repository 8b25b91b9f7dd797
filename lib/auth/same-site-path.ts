/** Longer than any path of ours with its query. */
const LONGEST = 4000

/**
 * `next` when it is a path on this site, else `/`: a link to us must not send people elsewhere after they sign in.
 * Only a leading `/` counts that the browser cannot read as the start of an address.
 */
export function sameSitePath(next: unknown): string {
  if (typeof next !== 'string' || next.length > LONGEST || !/^\/(?![/\\])[^\\\p{Cc}]*$/u.test(next)) return '/'
  return next
}
