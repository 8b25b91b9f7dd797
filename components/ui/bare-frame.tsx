import { styled } from './styled'

/** To the content, past the bar: seen once it has the focus. */
export const SkipLink = styled('a', 'absolute -top-16 start-4 z-9 bg-surface px-4 py-2 focus:top-2')

/** The bar over a page. */
export const Bar = styled(
  'header',
  'flex px-(--side) min-h-13 items-center gap-5 border-b border-rule text-sm max-sm:flex-wrap max-sm:gap-y-0 max-sm:py-1 print:hidden',
)

/** The content of a page. */
export const Main = styled('main', 'mx-auto max-w-(--page) px-(--gutter) pt-10 pb-24 max-sm:pt-6')

/** The look of the link to the start page. */
export const brand =
  'inline-flex min-h-(--target) items-center gap-[0.55rem] font-serif text-[1.0625rem]/none font-semibold text-ink no-underline'

/** The product's mark and name. */
export function Brand() {
  return (
    <>
      <svg className="size-[1.05rem] fill-accent" viewBox="0 0 16 16" aria-hidden="true">
        <path d="M1 1h6v14H1zM9 1h6v14H9z" />
      </svg>
      Evenhand
    </>
  )
}

/** The frame of the error and not-found pages. Plain links: the one for errors comes along with every page. */
export function BareFrame({ skip, children }: { skip: string; children: React.ReactNode }) {
  return (
    <>
      <SkipLink href="#main">{skip}</SkipLink>
      <Bar>
        <a className={brand} href="/">
          <Brand />
        </a>
      </Bar>
      <Main id="main" tabIndex={-1}>
        {children}
      </Main>
    </>
  )
}
