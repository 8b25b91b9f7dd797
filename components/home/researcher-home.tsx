import { StudyTable } from '@/components/study/study-table'
import { LinkButton } from '@/components/ui/link-button'
import type { StudyRow } from '@/lib/studies/queries'

/** A researcher's studies, and the way to a new one. */
export function ResearcherHome({ studies }: { studies: StudyRow[] }) {
  return (
    <section className="home-part" aria-labelledby="studies">
      <div className="titles">
        <h2 id="studies">Studies</h2>
        <LinkButton href="/studies/new" look="primary">
          New study
        </LinkButton>
      </div>
      <StudyTable studies={studies} />
    </section>
  )
}
