/** The frame of the error and not-found pages. Plain links: the one for errors comes along with every page. */
export function BareFrame({ skip, children }: { skip: string; children: React.ReactNode }) {
  return (
    <>
      <a className="skip" href="#main">
        {skip}
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
