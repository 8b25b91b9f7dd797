import type { Metadata } from 'next'
import { Button } from '@/components/ui/button'
import { Frame } from '@/components/ui/frame'
import { Note, Standfirst } from '@/components/ui/text'
import { SystemTable } from '@/components/upload/system-table'
import { oneOf } from '@/lib/search-params'
import { sitePageAccess } from '@/lib/server/page'
import { listAllSystems } from '@/lib/uploads/list-all-systems'
import { archiveSystem, askSystem, deleteSystem, renameSystem } from './actions'

export const metadata: Metadata = { title: 'Systems' }

const manage = { ask: askSystem, rename: renameSystem, archive: archiveSystem, remove: deleteSystem }

export default async function SystemsPage({ searchParams }: PageProps<'/systems'>) {
  const access = await sitePageAccess('prompts:read')
  const words =
    oneOf(await searchParams, 'words')
      ?.trim()
      .slice(0, 200) ?? ''
  const { systems, total, mayManage } = await listAllSystems(access, words)
  const crumbs = [{ label: 'Prompt sets', href: '/prompt-sets' }, { label: 'Systems' }]
  return (
    <Frame crumbs={crumbs} person={access.actor}>
      <h1>Systems</h1>
      <Standfirst>
        What is compared or rated. A system comes with the first responses that are uploaded under its name.
      </Standfirst>
      <search>
        <form className="mt-5 flex max-w-sm gap-2" action="/systems">
          <input name="words" type="search" defaultValue={words} aria-label="Name of a system" placeholder="Name" />
          <Button type="submit">Search</Button>
        </form>
      </search>
      {systems.length > 0 ? (
        <SystemTable systems={systems} manage={mayManage ? manage : null} />
      ) : (
        <Note className="mt-5">{words ? `No system has “${words}” in its name.` : 'No systems yet.'}</Note>
      )}
      {total > systems.length && (
        <Note className="mt-3">
          The first {systems.length} of {total.toLocaleString('en')}. Search for others by their names.
        </Note>
      )}
    </Frame>
  )
}
