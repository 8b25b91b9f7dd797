import type { RatedRow } from '@/lib/ratings/rated-stratum'
import { numberNames, readNumbers } from '@/lib/ratings/system-numbers'
import { aboutCounts, captionOf, withAbout } from '../about'
import { NONE, tableHeads, withLimits } from '../cells'
import { meansAgainst, POINTS_WIDTH } from '../drawing/means-against'
import type { FigureContent } from '../figure'
import { ofRatings } from '../figure-kind'
import type { RatingCounts } from '../read-ratings'
import { MEAN_METHOD } from './means'
import { meanCells, ratedSizes, raterNotes, ratingHref, score, scoreAxis, scoreRange, scoreWords } from './rated'

/** From how many times the least on an axis of orders of magnitude says more. */
const LOG_FROM = 8

/** Means against a number of the systems: LIMA's figure 6. */
export const meansByNumber = ofRatings({ name: 'means-by-number', title: 'Means by number' }, (counts, data) =>
  numberFigure(data.studyId, counts, data.query.number),
)

/** The number that is shown of those that the study's systems have; null where two of them have none in common. */
function chooseNumber(systems: readonly { attributes: unknown }[], wanted: string | null): string | null {
  const names = numberNames(systems)
  return names.find((name) => name === wanted) ?? names[0] ?? null
}

type Placed = { row: RatedRow; x: number }

function numberFigure(studyId: string, counts: RatingCounts, wanted: string | null): FigureContent | null {
  const { result, rows } = counts
  const { options, study, unit } = result
  const name = chooseNumber(study.systems, wanted)
  if (name === null) return null
  const numberOf = new Map(study.systems.map((system) => [system.name, readNumbers(system.attributes)[name]]))
  const placed = rows.flatMap((row): Placed[] => {
    const x = numberOf.get(row.system)
    return x === undefined || !row.mean ? [] : [{ row, x }]
  })
  if (new Set(placed.map(({ row }) => row.system)).size < 2) return null
  const values = placed.map(({ x }) => x)
  const [least, most] = [Math.min(...values), Math.max(...values)]
  const isLog = least > 0 && most / least >= LOG_FROM
  const about = aboutCounts(studyId, counts)
  const without = study.systems.filter((system) => numberOf.get(system.name) === undefined).map((system) => system.name)
  const caption = captionOf(
    about,
    `Mean score of each system against its ${name}${isLog ? ', on a logarithmic axis' : ''}, in answer to “${study.question}”: ${scoreWords(options)}; ${ratedSizes(
      placed.map(({ row }) => row),
      unit,
    )}; every rating counts.`,
    ...raterNotes(counts),
    'Whiskers: 95% t intervals clustered by prompt. What else the systems differ in is not held equal.',
    without.length > 0 && `Without that number: ${without.join(', ')}.`,
  )
  const href = ratingHref(result, studyId)
  return {
    study: about.study,
    size: POINTS_WIDTH,
    draw: (of) =>
      meansAgainst(
        `Mean scores against ${name}, with 95% intervals`,
        [...new Set(placed.map(({ row }) => row.group))].map((group) => ({
          title: group,
          points: placed
            .filter(({ row }) => row.group === group)
            .map(({ row: { system, mean }, x }) => ({
              ...{ label: system, x, mean: mean?.mean ?? 0, interval: mean?.interval ?? null },
              text: withLimits(score(mean?.mean ?? 0), scoreRange(mean?.interval ?? null)),
              ...(href && { href: href({ group, system }) }),
            })),
        })),
        { x: name, y: scoreAxis(options), isLog },
        { ...of, notes: [caption] },
      ),
    ...withAbout(
      about,
      MEAN_METHOD,
      placed.map(({ row: { group, system, n, prompts, simulated, mean }, x }) => ({
        ...{ group, system, what: name, number: x, n, prompts, simulated },
        ...meanCells(mean),
      })),
    ),
    table: {
      over: 1,
      columns: tableHeads(2, ['Group', 'System', name, 'n', 'Mean']),
      rows: placed.map(({ row: { group, system, n, mean }, x }) => [
        ...[group, system, x.toLocaleString('en'), String(n)],
        mean ? withLimits(score(mean.mean), scoreRange(mean.interval)) : NONE,
      ]),
    },
    caption,
  }
}
