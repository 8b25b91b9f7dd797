import type { Metadata } from 'next'
import Link from 'next/link'
import { Frame } from '@/components/ui/frame'
import { LinkButton } from '@/components/ui/link-button'
import { Titles } from '@/components/ui/section'
import { Standfirst } from '@/components/ui/text'
import { AcceptedFormats } from '@/components/upload/accepted-formats'
import { AskAnAdmin } from '@/components/upload/ask-an-admin'
import { SetTable } from '@/components/upload/set-table'
import { listAdmins } from '@/lib/people/list-admins'
import { sitePageAccess } from '@/lib/server/page'
import { listPromptSets } from '@/lib/uploads/queries'

export const metadata: Metadata = { title: 'Prompt sets' }

export default async function PromptSetsPage() {
  const access = await sitePageAccess('prompts:read')
  const [{ sets, mayUpload, mayImport }, admins] = await Promise.all([listPromptSets(access), listAdmins(access)])
  return (
    <Frame crumbs={[{ label: 'Prompt sets' }]} person={access.actor}>
      <Titles>
        <h1>Prompt sets</h1>
        {mayUpload && (
          <div className="flex flex-wrap items-center gap-[0.6rem]">
            {mayImport && (
              <>
                <LinkButton href="/studies/import">Bring in a finished study</LinkButton>
                <LinkButton href="/prompt-sets/pairs">Bring in pairs</LinkButton>
                <LinkButton href="/tables">Bring any table</LinkButton>
              </>
            )}
            <LinkButton look="primary" href="/prompt-sets/new">
              Upload prompts
            </LinkButton>
          </div>
        )}
      </Titles>
      {sets.length > 0 ? (
        <>
          <Standfirst>
            What systems were asked. Open a set to see what each answered, or look at{' '}
            <Link href="/systems">all systems</Link>.
          </Standfirst>
          <SetTable sets={sets} />
        </>
      ) : (
        <Standfirst>
          No prompts yet.{' '}
          {mayUpload
            ? 'Upload a file of them first, then what each system answered.'
            : 'They come first, then what each system answered.'}
        </Standfirst>
      )}
      {!mayUpload && <AskAnAdmin admins={admins} />}
      {mayUpload && sets.length === 0 && <AcceptedFormats kind="PROMPTS" />}
    </Frame>
  )
}
