import type { AppProps } from 'next/app'
import '@/app/styles/judging-page.css'

/** Where this router takes styles. */
export default function DeskApp({ Component, pageProps }: AppProps) {
  return <Component {...pageProps} />
}
