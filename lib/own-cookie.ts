/**
 * A cookie's name where people come by https: browsers take the prefix over https only, and then no other host, or part of
 * this one, can set the cookie.
 */
export function ownCookie(name: string, isSecure: boolean): string {
  return `${isSecure ? '__Host-' : ''}${name}`
}
