import Link from 'next/link'
import { LinkButton } from '@/components/ui/link-button'
import { type ManageActs, ManageThing } from '@/components/ui/manage-thing'
import { Titles } from '@/components/ui/section'
import { Note, Prose, Standfirst } from '@/components/ui/text'
import { count } from '@/lib/numbers/count'
import type { PromptSetView } from '@/lib/uploads/queries'
import type { SystemCoverage } from '@/lib/uploads/set-coverage'
import { AskAnAdmin } from './ask-an-admin'
import { EditSet } from './edit-set'
import { PartTitle } from './part-title'
import { PromptSearch } from './prompt-search'
import { PromptTable } from './prompt-table'
import { RemoveResponses } from './remove-responses'
import { SystemCoverageTable } from './system-coverage'

type Props = {
  view: PromptSetView
  systems: SystemCoverage[]
  page: number
  admins: readonly string[]
  acts: {
    manage: ManageActs<{ setId: string }>
    save: React.ComponentProps<typeof EditSet>['save']
    remove: React.ComponentProps<typeof RemoveResponses>['remove']
  }
}

/** What a prompt set holds: who answered it, and its prompts. */
export function SetOverview({ view, systems, page, admins, acts }: Props) {
  const { set, total, found, wanted, categories, mayUpload, mayChange, waiting, prompts, pages } = view
  return (
    <>
      <Titles>
        <h1>{set.name}</h1>
        {mayChange && (
          <div className="flex flex-wrap items-center gap-[0.6rem]">
            <ManageThing
              thing={{ setId: set.id }}
              name={set.name}
              kind="prompt set"
              acts={acts.manage}
              after="/prompt-sets"
            />
            {mayUpload && (
              <>
                <LinkButton href={`/prompt-sets/${set.id}/upload?kind=prompts`}>Add prompts</LinkButton>
                <LinkButton look="primary" href={`/prompt-sets/${set.id}/upload`}>
                  Upload responses
                </LinkButton>
              </>
            )}
          </div>
        )}
      </Titles>
      <Standfirst>
        {count(total, 'prompt')}
        {categories.length > 1 && ` in ${categories.length} categories`}, answered by{' '}
        {systems.length > 0 ? count(systems.length, 'system') : 'no system yet'}.
        {set.description && ` ${set.description}`}
      </Standfirst>
      <Note className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <span>
          {set.licence
            ? `Licence: ${set.licence}.`
            : 'Licence: nobody has said under which terms these texts may be given on.'}
        </span>
        <span>
          {set.isShared
            ? 'Every researcher may use it.'
            : `${view.owner ?? 'An admin'}’s own: for them, admins, and teams of studies that use it.`}
        </span>
        {mayChange && (
          <EditSet
            setId={set.id}
            description={set.description}
            licence={set.licence}
            isShared={set.isShared}
            save={acts.save}
          />
        )}
      </Note>
      {!mayChange && <AskAnAdmin admins={admins} />}
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
          <SystemCoverageTable
            systems={systems}
            act={
              mayChange
                ? ({ id, name }) => <RemoveResponses setId={set.id} systemId={id} system={name} remove={acts.remove} />
                : undefined
            }
          />
        ) : (
          <Prose>
            No responses yet.{' '}
            {mayUpload ? 'Upload what each system answered, one file a system' : 'Whoever made the set uploads them'}; a
            study needs two systems.
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
        <PromptSearch setId={set.id} wanted={wanted} />
        {wanted.words && (
          <Note className="mt-3" role="status">
            {count(found, 'prompt has', 'prompts have')} “{wanted.words}” in id, category, tags or text.
          </Note>
        )}
        {prompts.length > 0 && (
          <PromptTable setId={set.id} prompts={prompts} page={page} pages={pages} wanted={wanted} />
        )}
      </section>
    </>
  )
}
