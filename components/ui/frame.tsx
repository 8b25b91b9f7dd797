import Link from 'next/link'
import { version } from '@/package.json'
import { Bar, Brand, brand, Main, SkipLink } from './bare-frame'
import { CRUMB } from './crumb'
import { Tag } from './text'

export type Crumb = { label: string; href?: string }

type Props = {
  crumbs?: Crumb[]
  /** Where below the last of them one is, where only the browser knows. */
  below?: React.ReactNode
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
export function Frame({ crumbs = [], below, tag, person, tabs, language, labels = ENGLISH, children }: Props) {
  return (
    <>
      <SkipLink href="#main">{labels.skip}</SkipLink>
      <Bar>
        <Link className={brand} href="/">
          <Brand />
        </Link>
        {crumbs.length > 0 && <Crumbs crumbs={crumbs} below={below} tag={tag} label={labels.crumbs} />}
        {person && <Places role={person.role} />}
        {person && (
          <div className={PLACES[person.role] ? END : `${END} ms-auto`}>
            <Link
              className="max-w-[min(18rem,45vw)] truncate leading-(--target) text-inherit no-underline hover:underline"
              href="/account"
            >
              {person.name}
              {person.role === 'ADMIN' && ', admin'}
            </Link>
          </div>
        )}
        {!person && language && <div className={`${END} ms-auto`}>{language}</div>}
      </Bar>
      {tabs}
      <Main id="main" tabIndex={-1}>
        <Printed crumbs={crumbs} tag={tag} />
        {children}
      </Main>
    </>
  )
}

const END = 'flex min-w-0 items-center gap-5 whitespace-nowrap text-ink-2 max-sm:ms-auto'

/** On narrow screens on a second line, before the ways from there. */
type CrumbsProps = Pick<Props, 'below' | 'tag'> & { crumbs: Crumb[]; label: string }

function Crumbs({ crumbs, below, tag, label }: CrumbsProps) {
  return (
    <nav
      className="flex min-w-0 items-center gap-x-2 text-ink-2 max-sm:order-3 max-sm:flex-[1_1_11rem]"
      aria-label={label}
    >
      {crumbs.map(({ label: name, href }) =>
        href ? (
          <Link key={name} className={CRUMB} href={href}>
            {name}
          </Link>
        ) : (
          <span key={name} className={CRUMB}>
            {name}
          </span>
        ),
      )}
      {below}
      {tag && <Tag className="flex-none">{tag}</Tag>}
    </nav>
  )
}

const ENGLISH = { skip: 'Skip to content', crumbs: 'Where you are' }

const PLACES: Record<string, Crumb[]> = {
  ADMIN: [
    { label: 'Reports', href: '/reports' },
    { label: 'Prompt sets', href: '/prompt-sets' },
    { label: 'People', href: '/admin/people' },
  ],
  RESEARCHER: [
    { label: 'Reports', href: '/reports' },
    { label: 'Prompt sets', href: '/prompt-sets' },
  ],
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
    <nav className="ms-auto flex flex-none gap-5 whitespace-nowrap max-sm:order-4 max-sm:ms-0" aria-label="Site">
      {places.map(({ label, href }) => (
        <Link key={label} className="leading-(--target) text-ink-2 no-underline hover:underline" href={href ?? '/'}>
          {label}
        </Link>
      ))}
    </nav>
  )
}
