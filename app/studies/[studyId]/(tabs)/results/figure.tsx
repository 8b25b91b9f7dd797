import { captionText } from '@/components/charts/caption'
import { Drawing } from '@/components/charts/drawing'
import { winTieLossFigure } from '@/components/charts/win-tie-loss'
import { type FigureQuery, figureSearch } from '@/lib/analysis/figure-query'
import type { Figure as FigureData } from '@/lib/analysis/read-figure'

type Props = { studyId: string; figure: FigureData; query: FigureQuery }

const FILES = ['svg', 'png', 'pdf', 'csv', 'tex'] as const
const NAMES = { svg: 'SVG', png: 'PNG', pdf: 'PDF', csv: 'CSV', tex: 'LaTeX' } as const

/** Figure 1 with its caption and downloads: drawn wide and narrow, shown by the width of the page. */
export function Figure({ studyId, figure, query }: Props) {
  const { ties, intervals } = query
  const options = { ties, intervals, method: figure.result.method }
  const file = (ending: string) => `/api/studies/${studyId}/figures/figure-1.${ending}${figureSearch(query)}`
  return (
    <figure className="figure-1">
      <Drawing className="wide" svg={winTieLossFigure(figure.rows, options)} />
      <Drawing className="narrow" svg={winTieLossFigure(figure.rows, { ...options, width: 'narrow' })} />
      <div className="under">
        <figcaption>
          <strong>Figure 1.</strong> {captionText(figure, query)}
        </figcaption>
        {/* biome-ignore lint/a11y/useSemanticElements: links are no fieldset */}
        <div className="joined no-print" role="group" aria-label="Download figure 1">
          {FILES.map((ending) => (
            <a key={ending} className="btn" href={file(ending)} download>
              {NAMES[ending]}
            </a>
          ))}
          <a className="btn" href={file('txt')} download>
            Caption
          </a>
        </div>
      </div>
    </figure>
  )
}
