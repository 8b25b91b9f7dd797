import Link from 'next/link'
import { count } from '@/components/ui/count'
import { LinkButton } from '@/components/ui/link-button'
import type { PromptSetView } from '@/lib/uploads/queries'
import type { SystemCoverage } from '@/lib/uploads/set-coverage'
import { AskAnAdmin } from './ask-an-admin'
import { PromptTable } from './prompt-table'
import { SystemCoverageTable } from './system-coverage'

type Props = { view: PromptSetView; systems: SystemCoverage[]; page: number; admins: readonly string[] }

/** What a prompt set holds: who answered it, and its prompts. */
export function SetOverview({ view, systems, page, admins }: Props) {
  const { set, total, categories, mayUpload, waiting, prompts, pages } = view
  return (
    <>
      <div className="titles">
        <h1>{set.name}</h1>
        {mayUpload && (
          <div className="row">
            <LinkButton href={`/prompt-sets/${set.id}/upload?kind=prompts`}>Add prompts</LinkButton>
            <LinkButton look="primary" href={`/prompt-sets/${set.id}/upload`}>
              Upload responses
            </LinkButton>
          </div>
        )}
      </div>
      <p className="standfirst">
        {count(total, 'prompt')}
        {categories.length > 1 && ` in ${categories.length} categories`}, answered by{' '}
        {systems.length > 0 ? count(systems.length, 'system') : 'no system yet'}.
        {set.description && ` ${set.description}`}
      </p>
      {!mayUpload && <AskAnAdmin admins={admins} />}
      {waiting.length > 0 && (
        <ul className="plain-list">
          {waiting.map(({ id, filename, name, kind }) => (
            <li key={id}>
              <Link href={`/uploads/${id}`}>{filename}</Link>
              {kind === 'RESPONSES' && ` for ${name}`} was checked but not imported yet.
            </li>
          ))}
        </ul>
      )}
      <section className="set-part" aria-labelledby="systems">
        <h2 id="systems">Systems</h2>
        {systems.length > 0 ? (
          <SystemCoverageTable systems={systems} />
        ) : (
          <p className="prose">
            No responses yet.{' '}
            {mayUpload ? 'Upload what each system answered, one file a system' : 'An admin uploads them'}; a study needs
            two systems.
          </p>
        )}
      </section>
      <section className="set-part" aria-labelledby="prompts">
        <h2 id="prompts">
          Prompts{' '}
          <small>
            {categories
              .filter(({ category }) => category)
              .map(({ category, count: n }) => `${category} ${n}`)
              .slice(0, 12)
              .join(', ')}
          </small>
        </h2>
        <PromptTable setId={set.id} prompts={prompts} page={page} pages={pages} />
      </section>
    </>
  )
}
