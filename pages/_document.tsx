import type { NextApiRequest } from 'next'
import NextDocument, {
  type DocumentContext,
  type DocumentInitialProps,
  Head,
  Html,
  Main,
  NextScript,
} from 'next/document'
import { type AppearanceAttributes, appearanceCookie, attributesOf, readAppearance } from '@/lib/appearance'

type Props = DocumentInitialProps & { nonce: string | undefined; look: AppearanceAttributes }

/** The frame of the judging page. Its scripts carry the nonce of the request's policy, which `proxy.ts` made. */
export default class DeskDocument extends NextDocument<Props> {
  static override async getInitialProps(context: DocumentContext): Promise<Props> {
    const { headers, cookies } = (context.req ?? {}) as Partial<NextApiRequest>
    const nonce = headers?.['x-nonce']
    return {
      ...(await NextDocument.getInitialProps(context)),
      nonce: typeof nonce === 'string' ? nonce : undefined,
      // As the address people use says: with it the cookie's name changes.
      look: attributesOf(readAppearance(cookies?.[appearanceCookie(true)] ?? cookies?.[appearanceCookie(false)])),
    }
  }

  override render() {
    const { nonce, look, __NEXT_DATA__ } = this.props
    const { study, language = 'en' } = __NEXT_DATA__.props.pageProps ?? {}
    return (
      <Html lang={language} {...look}>
        <Head nonce={nonce}>
          <Facts title={study?.title ?? 'Evenhand'} />
        </Head>
        <body>
          <Main />
          <NextScript nonce={nonce} />
        </body>
      </Html>
    )
  }
}

/** As `app/layout.tsx` has them for other pages. Next's own way would bring its manager of heads to the browser. */
function Facts({ title }: { title: string }) {
  return (
    <>
      <title>{title}</title>
      <meta name="viewport" content="width=device-width, initial-scale=1, interactive-widget=resizes-content" />
      <meta name="robots" content="noindex" />
      <meta name="referrer" content="no-referrer" />
      <link rel="icon" href="/favicon.svg" />
      <link rel="apple-touch-icon" href="/apple-touch-icon.png" />
    </>
  )
}
