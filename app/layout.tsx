import type { Metadata, Viewport } from 'next'
import { connection } from 'next/server'
import { HaveBrokenWords } from '@/components/ui/broken-words'
import { attributesOf } from '@/lib/appearance'
import { directionOf } from '@/lib/i18n/languages'
import { plainWords } from '@/lib/i18n/pages'
import { requestAppearance } from '@/lib/server/appearance'
import { pageLanguage, requestLanguage } from '@/lib/server/language'
import './styles/globals.css'

export async function generateMetadata(): Promise<Metadata> {
  return {
    title: { default: 'Evenhand', template: '%s · Evenhand' },
    description: plainWords(await layoutLanguage(), 'frame').description,
    referrer: 'no-referrer',
  }
}

export const viewport: Viewport = { width: 'device-width', initialScale: 1, interactiveWidget: 'resizes-content' }

export default async function RootLayout({ children }: { children: React.ReactNode }) {
  // No page is rendered ahead of its request: scripts carry the nonce of the request's policy.
  await connection()
  const language = await layoutLanguage()
  const broken = { ...plainWords(language, 'broken'), skip: plainWords(language, 'frame').skip }
  return (
    <html lang={language} dir={directionOf(language)} {...attributesOf(await requestAppearance())}>
      {/* Here, and not with the title, which may come last: a browser that has seen no icon by then asks for one it guesses. */}
      <head>
        <link rel="icon" href="/favicon.svg" />
        <link rel="apple-touch-icon" href="/apple-touch-icon.png" />
      </head>
      <body>
        <HaveBrokenWords words={broken}>{children}</HaveBrokenWords>
      </body>
    </html>
  )
}

/** When the database is away: the error page has to have something to stand in. */
function layoutLanguage() {
  return pageLanguage().catch(requestLanguage)
}
