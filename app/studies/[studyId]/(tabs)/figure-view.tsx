import { ButtonGroup } from '@/components/ui/button-group'
import { button } from '@/components/ui/button-look'
import { Drawing } from '@/components/ui/drawing'
import { FoldedCaption } from '@/components/ui/folded-caption'
import type { Figure, FigureLook } from '@/lib/figures/figure'
import { cutLeftOut } from '@/lib/figures/figure-notes'
import { FIGURE_ENDINGS, FIGURE_FORMATS, type FigureEnding } from '@/lib/figures/files/formats'
import { pngZoom, TOO_LARGE_FOR_PNG } from '@/lib/figures/files/png-size'
import { unlinked } from '@/lib/figures/unlinked'

type Props = {
  /** Null for who may see the figure and nothing behind it: no links, no files. */
  studyId: string | null
  figure: Figure
  search?: string
}

/** A figure on a page: drawn wide and narrow, shown by the width of the page, with its caption and every file of it. */
export function FigureView({ studyId, figure, search = '' }: Props) {
  const { name, title, draw: drawLinked, size, caption } = figure
  const draw = studyId === null && drawLinked ? (of: FigureLook) => unlinked(drawLinked(of)) : drawLinked
  const told = cutLeftOut(caption)
  const wide = draw?.({ look: 'page', width: 'wide' })
  const hasPng = wide !== undefined && pngZoom(wide) >= 1
  return (
    <figure className="mt-5 break-inside-avoid" id={name}>
      {draw && wide && (
        <>
          <div className="max-md:hidden print:block" data-width="wide" style={{ maxWidth: `${size}px` }}>
            <Drawing svg={wide} />
          </div>
          <Drawing className="md:hidden print:hidden" svg={draw({ look: 'page', width: 'narrow' })} />
        </>
      )}
      <div className="mt-[1.1rem] flex flex-wrap items-start justify-between gap-x-16 gap-y-4">
        <FoldedCaption>
          <strong>{title}.</strong> {told.caption}
          {told.hasLeftOut && (
            <>
              {' '}
              <a href={studyId === null ? '#left-out' : `/studies/${studyId}/results#left-out`}>What was left out</a>
            </>
          )}
          {wide && !hasPng && <span className="print:hidden"> {TOO_LARGE_FOR_PNG}</span>}
        </FoldedCaption>
        {studyId !== null && (
          <ButtonGroup role="group" aria-label={`Download: ${title}`}>
            {filesOf(wide !== undefined, hasPng).map((ending) => (
              <a
                key={ending}
                className={button()}
                href={`/api/studies/${studyId}/figures/${name}.${ending}${search}`}
                download
              >
                {FIGURE_FORMATS[ending].label}
              </a>
            ))}
          </ButtonGroup>
        )}
      </div>
    </figure>
  )
}

/** What is not drawn comes as numbers and words alone. */
function filesOf(isDrawn: boolean, hasPng: boolean): FigureEnding[] {
  if (!isDrawn) return FIGURE_ENDINGS.filter((ending) => !FIGURE_FORMATS[ending].isDrawn)
  return FIGURE_ENDINGS.filter((ending) => ending !== 'png' || hasPng)
}
