import { itemsHref } from '@/lib/explorer/item-query'
import { percent, percentRange } from '@/lib/numbers/percent'
import type { RatedGroup } from '@/lib/ratings/analyse-ratings'
import type { ScaleOption } from '@/lib/ratings/rated-results'
import { type About, captionOf, withAbout } from '../about'
import { NONE, tableHeads, withLimits } from '../cells'
import { BARS_WIDTH, type BarPanel, ratedBars } from '../drawing/rated-bars'
import type { FigureContent } from '../figure'
import { ofRatingAnalysis } from '../figure-kind'
import type { FigureQuery } from '../figure-query'
import type { Raters } from '../read-ratings'
import { shownGroups } from './differences'
import { isShown, meanCells, noRatingNotes, ratedSizes, SHARE_METHODS, shareCells, whiskerNote } from './rated'

/** How answers do as a conversation goes on. */
export const turns = ofRatingAnalysis({ name: 'turns', title: 'By turn' }, async ({ about, analysis, study, data }) => {
  const groups = shownGroups(analysis.groups, (group) => isShown(data.query, group))
  return turnsFigure(about, groups, study.options, { ...(await data.raters()), ...data.query })
})

type Options = readonly ScaleOption[]

function turnsFigure(
  about: About,
  groups: readonly RatedGroup[],
  options: Options,
  { noRatings, intervals }: Pick<Raters & FigureQuery, 'noRatings' | 'intervals'>,
): FigureContent | null {
  const all = groups.flatMap(({ group, turns: { turns: own } }) => own.map((one) => ({ group: group ?? '', ...one })))
  if (all.length === 0) return null
  const method = groups.every(({ turns: of }) => of.method === 'wilson') ? 'wilson' : 'clustered'
  const names = options.map(({ label }) => label)
  const rows = all.map(({ row }) => row)
  const caption = captionOf(
    about,
    `Share of the turns of each number by what was said of them, in answer to “${about.question}”; ${ratedSizes(rows, 'TURN')}; every rating counts. Later turns are of the conversations alone that went on so long.`,
    ...noRatingNotes({ noRatings }),
    intervals && whiskerNote({ options: [...options], unit: 'TURN' }, method),
  )
  return {
    study: about.study,
    size: BARS_WIDTH,
    draw: (of) =>
      ratedBars(
        'Shares of the options by system and turn, in percent, with 95% intervals',
        { options: names, panels: panelsOf(about, all, options), intervals },
        { ...of, notes: [caption] },
      ),
    ...withAbout(
      about,
      SHARE_METHODS[method].replaceAll('prompt', 'conversation'),
      all.map(({ group, turn, row }) => ({
        ...{ group, system: row.system, turn, n: row.n, conversations: row.prompts },
        ...shareCells(options, row.shares),
        ...meanCells(row.mean),
      })),
    ),
    table: {
      over: 2,
      columns: tableHeads(2, ['Group', 'System', 'Turn', 'n', ...names.map((name) => `${name}, %`)]),
      rows: all.map(({ group, turn, row }) => [
        ...[group, row.system, String(turn), String(row.n)],
        ...options.map((_, k) => {
          const share = row.shares?.[k]
          return share ? withLimits(percent(share.share), percentRange(share.interval)) : NONE
        }),
      ]),
    },
    caption,
  }
}

type Turn = { group: string } & RatedGroup['turns']['turns'][number]

/** A panel for each group and system, a bar for each turn. */
function panelsOf({ studyId, criterion }: About, all: readonly Turn[], options: Options): BarPanel[] {
  const several = new Set(all.map(({ group }) => group)).size > 1
  const keys = [...new Set(all.map(({ group, row }) => JSON.stringify([group, row.system])))]
  return keys.map((key) => {
    const own = all.filter(({ group, row }) => JSON.stringify([group, row.system]) === key)
    const [group, system] = JSON.parse(key) as [string, string]
    return {
      title: several ? `${system}: ${group}` : system,
      bars: own.flatMap(({ turn, row: { n, shares } }) =>
        shares
          ? [
              {
                ...{ label: `Turn ${turn}`, n, shares },
                hrefOf: (at?: number) =>
                  itemsHref(studyId, {
                    ...{ system, group, turn, show: 'counted', criterion },
                    ...(at !== undefined && { option: options[at]?.code ?? null }),
                  }),
              },
            ]
          : [],
      ),
    }
  })
}
