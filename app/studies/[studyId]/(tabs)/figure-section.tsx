import { Section } from '@/components/ui/section'
import type { Figure } from '@/lib/figures/figure'
import { FigureView } from './figure-view'

type Props = { id: string; title: string; studyId: string; figure: Figure | null; search?: string }

/** A figure under a heading of its own; nothing where the data have no such figure. */
export function FigureSection({ id, title, studyId, figure, search }: Props) {
  if (!figure) return null
  return (
    <Section aria-labelledby={id}>
      <h2 id={id}>{title}</h2>
      <FigureView studyId={studyId} figure={figure} search={search} />
    </Section>
  )
}
