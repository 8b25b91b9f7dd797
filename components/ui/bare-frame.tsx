/** The frame of the error and not-found pages. Plain links: these come along with every page, also the lean judging one. */
export function BareFrame({ children }: { children: React.ReactNode }) {
  return (
    <>
      <a className="skip" href="#main">
        Skip to content
      </a>
      <header className="top">
        <a className="brand" href="/">
          <svg viewBox="0 0 16 16" aria-hidden="true">
            <path d="M1 1h6v14H1zM9 1h6v14H9z" />
          </svg>
          Evenhand
        </a>
      </header>
      <main className="page" id="main" tabIndex={-1}>
        {children}
      </main>
    </>
  )
}
