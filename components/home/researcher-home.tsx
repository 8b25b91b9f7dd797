import { StudyTable } from '@/components/study/study-table'
import { PageHeading } from '@/components/ui/heading'
import { LinkButton } from '@/components/ui/link-button'
import { Titles } from '@/components/ui/section'
import type { StudyRow } from '@/lib/studies/queries'

/** A researcher's studies, and the ways to a new one. */
export function ResearcherHome({ studies, mayImport }: { studies: StudyRow[]; mayImport: boolean }) {
  return (
    <section className="[section+&]:mt-18" aria-labelledby="studies">
      <Titles>
        <PageHeading id="studies">Studies</PageHeading>
        <div className="flex flex-wrap items-center gap-[0.6rem]">
          {mayImport && <LinkButton href="/studies/import">Bring in a finished study</LinkButton>}
          <LinkButton href="/studies/new" look="primary">
            New study
          </LinkButton>
        </div>
      </Titles>
      <StudyTable studies={studies} />
    </section>
  )
}
