import NextDocument, {
  type DocumentContext,
  type DocumentInitialProps,
  Head,
  Html,
  Main,
  NextScript,
} from 'next/document'

type Props = DocumentInitialProps & { nonce: string | undefined }

/** The frame of the judging page. Its scripts carry the nonce of the request's policy, which `proxy.ts` made. */
export default class DeskDocument extends NextDocument<Props> {
  static override async getInitialProps(context: DocumentContext): Promise<Props> {
    const nonce = context.req?.headers['x-nonce']
    return { ...(await NextDocument.getInitialProps(context)), nonce: typeof nonce === 'string' ? nonce : undefined }
  }

  override render() {
    const { nonce, __NEXT_DATA__ } = this.props
    const { study, language = 'en' } = __NEXT_DATA__.props.pageProps ?? {}
    return (
      <Html lang={language}>
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
