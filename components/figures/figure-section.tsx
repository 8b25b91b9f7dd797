import type { FigureSource } from '@/lib/exports/figure-source'
import { FigureView } from './figure-view'

type Props = { id: string; title: string; studyId: string; source: FigureSource | null; search?: string }

/** A figure under a heading of its own; nothing where the data have no such figure. */
export function FigureSection({ id, title, studyId, source, search }: Props) {
  if (!source) return null
  return (
    <section className="section" aria-labelledby={id}>
      <h2 id={id}>{title}</h2>
      <FigureView studyId={studyId} source={source} search={search} />
    </section>
  )
}
