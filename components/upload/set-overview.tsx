import Link from 'next/link'
import { LinkButton } from '@/components/ui/link-button'
import { Titles } from '@/components/ui/section'
import { Prose, Standfirst } from '@/components/ui/text'
import { count } from '@/lib/numbers/count'
import type { PromptSetView } from '@/lib/uploads/queries'
import type { SystemCoverage } from '@/lib/uploads/set-coverage'
import { AskAnAdmin } from './ask-an-admin'
import { PartTitle } from './part-title'
import { PromptTable } from './prompt-table'
import { SystemCoverageTable } from './system-coverage'

type Props = { view: PromptSetView; systems: SystemCoverage[]; page: number; admins: readonly string[] }

/** What a prompt set holds: who answered it, and its prompts. */
export function SetOverview({ view, systems, page, admins }: Props) {
  const { set, total, categories, mayUpload, waiting, prompts, pages } = view
  return (
    <>
      <Titles>
        <h1>{set.name}</h1>
        {mayUpload && (
          <div className="flex flex-wrap items-center gap-[0.6rem]">
            <LinkButton href={`/prompt-sets/${set.id}/upload?kind=prompts`}>Add prompts</LinkButton>
            <LinkButton look="primary" href={`/prompt-sets/${set.id}/upload`}>
              Upload responses
            </LinkButton>
          </div>
        )}
      </Titles>
      <Standfirst>
        {count(total, 'prompt')}
        {categories.length > 1 && ` in ${categories.length} categories`}, answered by{' '}
        {systems.length > 0 ? count(systems.length, 'system') : 'no system yet'}.
        {set.description && ` ${set.description}`}
      </Standfirst>
      {!mayUpload && <AskAnAdmin admins={admins} />}
      {waiting.length > 0 && (
        <ul className="mt-5 list-none">
          {waiting.map(({ id, filename, name, kind }) => (
            <li key={id}>
              <Link href={`/uploads/${id}`}>{filename}</Link>
              {kind === 'RESPONSES' && ` for ${name || 'several systems'}`} was checked but not imported yet.
            </li>
          ))}
        </ul>
      )}
      <section className="mt-12" aria-labelledby="systems">
        <PartTitle id="systems">Systems</PartTitle>
        {systems.length > 0 ? (
          <SystemCoverageTable systems={systems} />
        ) : (
          <Prose>
            No responses yet.{' '}
            {mayUpload ? 'Upload what each system answered, one file a system' : 'An admin uploads them'}; a study needs
            two systems.
          </Prose>
        )}
      </section>
      <section className="mt-12" aria-labelledby="prompts">
        <PartTitle id="prompts">
          Prompts{' '}
          <small>
            {categories
              .filter(({ category }) => category)
              .map(({ category, count: n }) => `${category} ${n}`)
              .slice(0, 12)
              .join(', ')}
          </small>
        </PartTitle>
        <PromptTable setId={set.id} prompts={prompts} page={page} pages={pages} />
      </section>
    </>
  )
}
