import { winTieLossFigure } from '@/components/charts/win-tie-loss'
import type { WinTieLoss } from '@/lib/analysis/win-tie-loss'
import { sampleSizes } from './words'

/** Figure 1 with its caption and downloads: drawn wide and narrow, shown by the width of the page. */
export function Figure({ studyId, result: { study, rows } }: { studyId: string; result: WinTieLoss }) {
  const files = `/api/studies/${studyId}/figure-1`
  const name = study.focal?.name ?? 'the system named first'
  return (
    <figure className="figure-1">
      <Drawing className="wide" svg={winTieLossFigure(rows)} />
      <Drawing className="narrow" svg={winTieLossFigure(rows, { width: 'narrow' })} />
      <div className="under">
        <figcaption>
          <strong>Figure 1.</strong> Share of judgments that prefer {name}, neither, or the other system, in answer to “
          {study.question}”; {sampleSizes(rows)}. A verdict is a win, a tie or a loss by the sign of its score.
          Whiskers: 95% Wilson score intervals for wins (●) and wins + ties (○), which take the judgments as independent
          {study.overlap > 1 && ': as a prompt is judged more than once, the true uncertainty is larger'}. Dashed line:
          one half.
        </figcaption>
        {/* biome-ignore lint/a11y/useSemanticElements: two links are no fieldset */}
        <div className="joined no-print" role="group" aria-label="Download figure 1">
          <a className="btn" href={`${files}.svg`} download>
            SVG
          </a>
          <a className="btn" href={`${files}.csv`} download>
            CSV
          </a>
        </div>
      </div>
    </figure>
  )
}

function Drawing({ className, svg }: { className: string; svg: string }) {
  // biome-ignore lint/security/noDangerouslySetInnerHtml: an XML serialiser wrote it, and tests draw hostile names
  return <div className={className} dangerouslySetInnerHTML={{ __html: svg }} />
}
