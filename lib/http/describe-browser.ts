import Bowser from 'bowser'

/** What a browser says it is, such as Firefox on Windows, and what it runs on. Null is what it does not say. */
export type BrowserKind = { browser: string | null; system: string | null; device: string | null }

/** Reads a User-Agent header, which may say anything, as far as people tell browsers apart by it. */
export function describeBrowser(userAgent: string | null): BrowserKind {
  const text = userAgent?.slice(0, 400)
  if (!text) return { browser: null, system: null, device: null }
  const { browser, os, platform } = Bowser.parse(text)
  return { browser: named(browser.name), system: named(os.name), device: named(platform.type) }
}

function named(name: string | undefined): string | null {
  return name?.replace(/[^\x20-\x7e]/g, '').slice(0, 40) || null
}
