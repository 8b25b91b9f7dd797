import type { NextApiRequest } from 'next'
import NextDocument, {
  type DocumentContext,
  type DocumentInitialProps,
  Head,
  Html,
  Main,
  NextScript,
} from 'next/document'
import { BROKEN } from '@/components/judge/desk-error'
import { type AppearanceAttributes, appearanceCookie, attributesOf, readAppearance } from '@/lib/appearance'
import { brokenWords } from '@/lib/i18n/broken-words'
import { directionOf, type Language, languageCookie, pickLanguage } from '@/lib/i18n/languages'

type Props = DocumentInitialProps & { nonce: string | undefined; look: AppearanceAttributes; asked: Language }

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
      asked: pickLanguage(
        cookies?.[languageCookie(true)] ?? cookies?.[languageCookie(false)],
        headers?.['accept-language'] ?? null,
      ),
    }
  }

  override render() {
    const { nonce, look, asked, __NEXT_DATA__ } = this.props
    const { study, language = asked } = __NEXT_DATA__.props.pageProps ?? {}
    return (
      <Html lang={language} dir={directionOf(language)} {...look}>
        <Head nonce={nonce}>
          <Facts title={study?.title ?? 'Evenhand'} />
          {/* A page that could not be made has no words of its own. */}
          {!study && <meta name={BROKEN} content={JSON.stringify(brokenWords(language))} />}
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
