import { FoldSection } from '@/components/ui/fold-section'
import { Section } from '@/components/ui/section'
import type { Figure } from '@/lib/figures/figure'
import { FigureView } from './figure-view'

type Props = {
  id: string
  title: string
  studyId: string | null
  figure: Figure | null
  search?: string
  /** Folded away, where few need it at once. */
  isFolded?: boolean
}

/** A figure under a heading of its own; nothing where the data have no such figure. */
export function FigureSection({ id, title, studyId, figure, search, isFolded = false }: Props) {
  if (!figure) return null
  if (isFolded)
    return (
      <FoldSection id={id} title={title}>
        <FigureView studyId={studyId} figure={figure} search={search} />
      </FoldSection>
    )
  return (
    <Section aria-labelledby={id}>
      <h2 id={id}>{title}</h2>
      <FigureView studyId={studyId} figure={figure} search={search} />
    </Section>
  )
}
