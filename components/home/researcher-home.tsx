import { StudyTable } from '@/components/study/study-table'
import { PageHeading } from '@/components/ui/heading'
import { LinkButton } from '@/components/ui/link-button'
import { Titles } from '@/components/ui/section'
import type { StudyRow } from '@/lib/studies/queries'

/** A researcher's studies, and the way to a new one. */
export function ResearcherHome({ studies }: { studies: StudyRow[] }) {
  return (
    <section className="[section+&]:mt-18" aria-labelledby="studies">
      <Titles>
        <PageHeading id="studies">Studies</PageHeading>
        <LinkButton href="/studies/new" look="primary">
          New study
        </LinkButton>
      </Titles>
      <StudyTable studies={studies} />
    </section>
  )
}
