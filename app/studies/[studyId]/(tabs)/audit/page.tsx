import type { Metadata } from 'next'
import { AuditTable } from '@/components/people/audit-table'
import { LinkButton } from '@/components/ui/link-button'
import { Section } from '@/components/ui/section'
import { Standfirst } from '@/components/ui/text'
import { listStudyAudit } from '@/lib/audit/queries'
import { oneOf } from '@/lib/search-params'
import { pageAccess } from '@/lib/server/page'

export const metadata: Metadata = { title: 'Audit trail' }

export default async function StudyAuditPage({ params, searchParams }: PageProps<'/studies/[studyId]/audit'>) {
  const { studyId } = await params
  const access = await pageAccess(studyId, 'study:read')
  const before = oneOf(await searchParams, 'before')
  const { rows, next } = await listStudyAudit(access, before ?? undefined)
  return (
    <>
      <h1>Audit trail</h1>
      <Standfirst>
        What was done to this study and by whom, newest first. Entries can be neither changed nor deleted. Annotators
        stand here by their code.
      </Standfirst>
      <Section as="div">
        <AuditTable rows={rows} ofStudy />
        <div className="flex flex-wrap items-center gap-[0.6rem] mt-4">
          {before && <LinkButton href={`/studies/${studyId}/audit`}>Newest</LinkButton>}
          {next && <LinkButton href={`/studies/${studyId}/audit?before=${next}`}>Older</LinkButton>}
        </div>
      </Section>
    </>
  )
}
