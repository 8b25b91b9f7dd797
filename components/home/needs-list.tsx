import Link from 'next/link'
import { PageHeading } from '@/components/ui/heading'
import type { Need } from '@/lib/home/needs'
import { count } from '@/lib/numbers/count'

type Props = {
  needs: readonly Need[]
  /** Files that were checked and wait for a word; of admins. */
  waiting: Waiting | undefined
}

type Waiting = {
  uploads: readonly { id: string; filename: string; name: string }[]
  imports: readonly { id: string; file: string; files: number }[]
}

const NOTHING: Waiting = { uploads: [], imports: [] }
/** More needs of studies would be no list of what to do now. */
const SHOWN = 6

const LINE = 'grid grid-cols-[minmax(0,1fr)_auto] items-baseline gap-x-6 border-b border-rule py-[0.7rem] text-sm'

/** What waits for whoever is here, the most pressing first; nothing where nothing does. */
export function NeedsList({ needs, waiting = NOTHING }: Props) {
  const lines = [...linesOf(waiting), ...needs.slice(0, SHOWN).map(lineOf)]
  if (lines.length === 0) return null
  return (
    <section className="mb-14 max-w-4xl" aria-labelledby="needs">
      <PageHeading id="needs">What needs you now</PageHeading>
      <ul className="mt-5 list-none border-t-[1.5px] border-ink">
        {lines.map(({ key, what, text, href, label }) => (
          <li key={key} className={LINE}>
            <span className="min-w-0 wrap-anywhere">
              <strong>{what}</strong> {text}
            </span>
            <Link href={href} prefetch={false} aria-label={`${label}: ${what}`}>
              {label}
            </Link>
          </li>
        ))}
      </ul>
      {needs.length > SHOWN && (
        <p className="mt-2 text-sm text-ink-2">And {needs.length - SHOWN} more, on the pages of the studies.</p>
      )}
    </section>
  )
}

function linesOf({ uploads, imports }: Waiting): Line[] {
  return [
    ...uploads.map(({ id, filename, name }) => ({
      ...{ key: id, what: `${filename} for ${name}`, text: 'was checked, and not imported yet.' },
      ...{ href: `/uploads/${id}`, label: 'Look at it' },
    })),
    ...imports.map(({ id, file, files }) => ({
      ...{ key: id, what: files > 1 ? `${file} and ${count(files - 1, 'other file')}` : file },
      text: `of a finished study ${files > 1 ? 'were' : 'was'} checked, and not imported yet.`,
      ...{ href: `/studies/import/${id}`, label: 'Look at it' },
    })),
  ]
}

type Line = { key: string; what: string; text: string; href: string; label: string }

function lineOf({ kind, studyId, title, codes, done }: Need): Line {
  const at = (path: string, label: string) => ({ href: `/studies/${studyId}${path}`, label })
  const who = new Intl.ListFormat('en').format(codes)
  const line = { key: `${studyId} ${kind}`, what: title }
  switch (kind) {
    case 'stopped':
      return { ...line, text: `has a model that stopped: ${who}.`, ...at('#model-runs', 'See why') }
    case 'full':
      return {
        ...line,
        text: `has all its ${count(done, 'judgment')}. Close it to fix the results.`,
        ...at('', 'Close it'),
      }
    case 'nobody':
      return { ...line, text: 'is open, and nobody has joined.', ...at('/annotators', 'Send a link') }
    case 'checks':
      return { ...line, text: `has known items that ${who} got wrong.`, ...at('/annotators', 'Look at them') }
    case 'ready':
      return { ...line, text: `has a model that waits to be started: ${who}.`, ...at('#model-runs', 'Start it') }
    case 'paused':
      return { ...line, text: 'is paused.', ...at('', 'Resume or close it') }
    case 'finished':
      return { ...line, text: `has a model that is done: ${who}.`, ...at('#model-runs', 'See its run') }
  }
}
