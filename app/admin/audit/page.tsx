import type { Metadata } from 'next'
import { AuditTable } from '@/components/people/audit-table'
import { Frame } from '@/components/ui/frame'
import { LinkButton } from '@/components/ui/link-button'
import { Section } from '@/components/ui/section'
import { Standfirst } from '@/components/ui/text'
import { listAudit } from '@/lib/audit/queries'
import { oneOf } from '@/lib/search-params'
import { sitePageAccess } from '@/lib/server/page'

export const metadata: Metadata = { title: 'Audit trail' }

export default async function AuditPage({ searchParams }: PageProps<'/admin/audit'>) {
  const access = await sitePageAccess('audit:read')
  const before = oneOf(await searchParams, 'before')
  const { rows, next } = await listAudit(access, before ?? undefined)
  return (
    <Frame crumbs={[{ label: 'Audit trail' }]} person={access.actor}>
      <h1>Audit trail</h1>
      <Standfirst>Who did what, newest first. Entries can be neither changed nor deleted.</Standfirst>
      <Section as="div">
        <AuditTable rows={rows} />
        <div className="flex flex-wrap items-center gap-[0.6rem] mt-4">
          {before && <LinkButton href="/admin/audit">Newest</LinkButton>}
          {next && <LinkButton href={`/admin/audit?before=${next}`}>Older</LinkButton>}
        </div>
      </Section>
    </Frame>
  )
}
