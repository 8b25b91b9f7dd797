import type { Metadata, Viewport } from 'next'
import { connection } from 'next/server'
import './styles/globals.css'

export const metadata: Metadata = {
  title: { default: 'Evenhand', template: '%s · Evenhand' },
  description: 'Blind pairwise human-preference studies of language models.',
  referrer: 'no-referrer',
  icons: '/favicon.svg',
}

export const viewport: Viewport = { width: 'device-width', initialScale: 1, interactiveWidget: 'resizes-content' }

export default async function RootLayout({ children }: { children: React.ReactNode }) {
  // No page is rendered ahead of its request: scripts carry the nonce of the request's policy.
  await connection()
  return (
    <html lang="en">
      <body>{children}</body>
    </html>
  )
}
