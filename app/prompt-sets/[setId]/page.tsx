import { Frame } from '@/components/ui/frame'
import { SetOverview } from '@/components/upload/set-overview'
import { listAdmins } from '@/lib/people/list-admins'
import { oneOf, wholeOf } from '@/lib/search-params'
import { gate, sitePageAccess } from '@/lib/server/page'
import { PROMPT_ORDERS, readPromptSet } from '@/lib/uploads/queries'
import { coverageBySystem } from '@/lib/uploads/set-coverage'
import { archiveSet, askSet, deleteSet, remove, renameSet, saveSet } from './actions'

const manage = { ask: askSet, rename: renameSet, archive: archiveSet, remove: deleteSet }

export const metadata = { title: 'Prompt set' }

export default async function PromptSetPage({ params, searchParams }: PageProps<'/prompt-sets/[setId]'>) {
  const { setId } = await params
  const query = await searchParams
  const page = wholeOf(query, 'page', 1)
  const order = PROMPT_ORDERS.find((one) => one === oneOf(query, 'order')) ?? 'set'
  const words = oneOf(query, 'words')?.slice(0, 200) ?? ''
  const access = await sitePageAccess('prompts:read')
  const view = await gate(() => readPromptSet(access, setId, page, { words, order }))
  const [systems, admins] = await Promise.all([coverageBySystem(access, view.set.id), listAdmins(access)])
  return (
    <Frame crumbs={[{ label: 'Prompt sets', href: '/prompt-sets' }, { label: view.set.name }]} person={access.actor}>
      <SetOverview
        view={view}
        systems={systems}
        page={view.page}
        admins={admins}
        acts={{ save: saveSet, remove, manage }}
      />
    </Frame>
  )
}
