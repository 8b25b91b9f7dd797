import Link from 'next/link'
import { version } from '@/package.json'

export type Crumb = { label: string; href?: string }

type Props = {
  crumbs?: Crumb[]
  /** A word on the state of what the page shows, such as OPEN. */
  tag?: string | undefined
  /** Whoever is signed in. */
  person?: { name: string; role: string } | undefined
  tabs?: React.ReactNode
  /** The choice of a language, where nobody is signed in. */
  language?: React.ReactNode
  labels?: { skip: string; crumbs: string }
  children: React.ReactNode
}

/** The frame of every page but the judging screen: where one is, who one is, and the content. */
export function Frame({ crumbs = [], tag, person, tabs, language, labels = ENGLISH, children }: Props) {
  return (
    <>
      <a className="skip" href="#main">
        {labels.skip}
      </a>
      <header className="top">
        <Link className="brand" href="/">
          <svg viewBox="0 0 16 16" aria-hidden="true">
            <path d="M1 1h6v14H1zM9 1h6v14H9z" />
          </svg>
          Evenhand
        </Link>
        {crumbs.length > 0 && (
          <nav className="crumbs" aria-label={labels.crumbs}>
            {crumbs.map(({ label, href }) =>
              href ? (
                <Link key={label} href={href}>
                  {label}
                </Link>
              ) : (
                <span key={label}>{label}</span>
              ),
            )}
            {tag && <span className="tag">{tag}</span>}
          </nav>
        )}
        {person && <Places role={person.role} />}
        {person && (
          <div className="end">
            <Link className="person" href="/account">
              {person.name}
              {person.role === 'ADMIN' && ', admin'}
            </Link>
          </div>
        )}
        {!person && language && <div className="end">{language}</div>}
      </header>
      {tabs}
      <main className="page" id="main" tabIndex={-1}>
        <Printed crumbs={crumbs} tag={tag} />
        {children}
      </main>
    </>
  )
}

const ENGLISH = { skip: 'Skip to content', crumbs: 'Where you are' }

const PLACES: Record<string, Crumb[]> = {
  ADMIN: [
    { label: 'Prompt sets', href: '/prompt-sets' },
    { label: 'People', href: '/admin/people' },
  ],
  RESEARCHER: [{ label: 'Prompt sets', href: '/prompt-sets' }],
}

/** On paper, in place of the bar: what this is of, from when, and made by what. */
function Printed({ crumbs, tag }: Pick<Props, 'crumbs' | 'tag'>) {
  const where = crumbs?.map(({ label }) => label).filter((label) => label !== 'Studies') ?? []
  const when = new Date().toISOString().slice(0, 16).replace('T', ' ')
  return (
    <p className="mb-4 hidden text-sm print:block" data-printed>
      {[...where, tag, `${when} UTC`, `Evenhand ${version}`].filter(Boolean).join(' · ')}
    </p>
  )
}

/** Short ways, at every width: on narrow screens they have a line of their own. */
function Places({ role }: { role: string }) {
  const places = PLACES[role]
  if (!places) return null
  return (
    <nav className="places" aria-label="Site">
      {places.map(({ label, href }) => (
        <Link key={label} href={href ?? '/'}>
          {label}
        </Link>
      ))}
    </nav>
  )
}
