import { pngZoom, TOO_LARGE_FOR_PNG } from '@/lib/exports/figure-size'
import { FIGURE_ENDINGS, type FigureEnding, type FigureSource, figureTitle } from '@/lib/exports/figure-source'
import { Drawing } from '../charts/drawing'

type Props = { studyId: string; source: FigureSource; search?: string }

/** A figure on a page: drawn wide and narrow, shown by the width of the page, with its caption and every file of it. */
export function FigureView({ studyId, source, search = '' }: Props) {
  const { name, draw, size, caption } = source
  const title = figureTitle(name)
  const wide = draw?.({ look: 'page', width: 'wide' })
  const hasPng = wide !== undefined && pngZoom(wide) >= 1
  return (
    <figure className="study-figure" id={name}>
      {draw && wide && (
        <>
          <div className="wide" style={{ maxWidth: `${size}px` }}>
            <Drawing svg={wide} />
          </div>
          <Drawing className="narrow" svg={draw({ look: 'page', width: 'narrow' })} />
        </>
      )}
      <div className="under">
        <figcaption>
          <strong>{title}.</strong> {caption}
          {wide && !hasPng && <span className="no-print"> {TOO_LARGE_FOR_PNG}</span>}
        </figcaption>
        {/* biome-ignore lint/a11y/useSemanticElements: links are no fieldset */}
        <div className="joined no-print" role="group" aria-label={`Download: ${title}`}>
          {filesOf(wide !== undefined, hasPng).map((ending) => (
            <a
              key={ending}
              className="btn"
              href={`/api/studies/${studyId}/figures/${name}.${ending}${search}`}
              download
            >
              {FIGURE_ENDINGS[ending]}
            </a>
          ))}
        </div>
      </div>
    </figure>
  )
}

/** What is not drawn comes as numbers and words alone. */
function filesOf(isDrawn: boolean, hasPng: boolean): FigureEnding[] {
  if (!isDrawn) return ['csv', 'txt']
  return (Object.keys(FIGURE_ENDINGS) as FigureEnding[]).filter((ending) => ending !== 'png' || hasPng)
}
