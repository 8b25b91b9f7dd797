/** Longer than any path of ours with its query. */
const LONGEST = 4000

/**
 * `next` when it is a path on this site, else `/`: a link to us must not send people elsewhere after they sign in.
 * Only a leading `/` counts that the browser cannot read as the start of an address. What a header cannot hold, such as
 * `/한국`, comes out as it is sent: percent-encoded.
 */
export function sameSitePath(next: unknown): string {
  if (typeof next !== 'string' || next.length > LONGEST || !/^\/(?![/\\])[^\\\p{Cc}]*$/u.test(next)) return '/'
  return next.replace(/[^\x21-\x7e]+/g, (text) => encodeURI(text.replace(/\p{Cs}/gu, '\ufffd')))
}
