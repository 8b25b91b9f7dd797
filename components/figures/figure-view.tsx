import { FIGURE_ENDINGS, type FigureSource, figureTitle } from '@/lib/exports/figure-source'
import { Drawing } from '../charts/drawing'

type Props = { studyId: string; source: FigureSource; search?: string }

/** A figure on a page: drawn wide and narrow, shown by the width of the page, with its caption and every file of it. */
export function FigureView({ studyId, source, search = '' }: Props) {
  const { name, draw, size, caption } = source
  const title = figureTitle(name)
  return (
    <figure className="study-figure" id={name}>
      <div className="wide" style={{ maxWidth: `${size}px` }}>
        <Drawing svg={draw({ look: 'page', width: 'wide' })} />
      </div>
      <Drawing className="narrow" svg={draw({ look: 'page', width: 'narrow' })} />
      <div className="under">
        <figcaption>
          <strong>{title}.</strong> {caption}
        </figcaption>
        {/* biome-ignore lint/a11y/useSemanticElements: links are no fieldset */}
        <div className="joined no-print" role="group" aria-label={`Download: ${title}`}>
          {Object.entries(FIGURE_ENDINGS).map(([ending, label]) => (
            <a
              key={ending}
              className="btn"
              href={`/api/studies/${studyId}/figures/${name}.${ending}${search}`}
              download
            >
              {label}
            </a>
          ))}
        </div>
      </div>
    </figure>
  )
}
