import { itemsHref } from '@/lib/explorer/item-query'
import { type Judges, judgeName } from '@/lib/judges/measure-judges'
import type { Powered } from '@/lib/judges/powered'
import { percent, percentRange, wholeNumber } from '@/lib/numbers/percent'
import { valueOrNull } from '@/lib/stats/estimate'
import { cutTo, type Interval, SHARE } from '@/lib/stats/interval'
import type { PredictionPoweredMean } from '@/lib/stats/prediction-powered/prediction-powered-mean'
import { type About, captionOf, withAbout } from '../about'
import { NONE, tableHeads, withLimits } from '../cells'
import { DOT_WIDTH, type DotPanel, type DotRow, dotWhiskerFigure } from '../drawing/dot-whisker'
import type { FigureContent } from '../figure'
import { ofJudges } from '../figure-kind'

/** Scores by people, helped by models that judged more. */
export const powered = ofJudges({ name: 'powered', title: 'People helped by models' }, ({ about, judges }) =>
  poweredFigure(about, judges),
)

type Line = Powered & { code: string; name: string }

function poweredFigure(about: About, { worth }: Judges): FigureContent | null {
  const lines = worth.flatMap((one) => one.powered.map((of): Line => ({ ...of, code: one.code, name: judgeName(one) })))
  const known = lines.filter(({ powered: of }) => of.defined)
  if (known.length === 0) return null
  const verdicts = Math.max(...known.map((line) => line.verdicts))
  const several = new Set(known.map(({ code }) => code)).size > 1
  const caption = captionOf(
    about,
    `Score of the system named first (ties half), in percent, in answer to “${about.question}”: ● people’s verdicts helped by those of a model on prompts that no person judged (PPI++), ○ people alone; n = ${wholeNumber(verdicts)} verdicts of people, or fewer, a pair, every judgment counts.`,
    'Whiskers: 95% t intervals clustered by prompt, not cut. Beside them how many verdicts of people alone would have told as much; below 1.1 times as many as there are, the model adds nothing. One weight of the model, λ, holds for wins, ties and losses; both its orders weigh one half. Prompts that people judged have to be drawn from the seed, at least 20.',
  )
  const rows = (name: string) => known.filter((line) => line.name === name)
  return {
    study: about.study,
    size: DOT_WIDTH + 200,
    draw: (of) =>
      dotWhiskerFigure(
        'Scores by people helped by models, in percent, with 95% intervals',
        [...new Set(known.map(({ name }) => name))].map((name) =>
          panelOf(about, rows(name), several ? `With ${name}` : undefined),
        ),
        { ...of, notes: [caption] },
      ),
    ...withAbout(about, 'PPI++ with prompts as the unit, t interval, 95%', lines.map(toRow)),
    table: {
      columns: tableHeads(3, ['Model', 'System', 'Against', 'People, %', 'Helped, %', 'λ', 'Worth, verdicts']),
      rows: lines.map((line) => {
        const of = valueOrNull(line.powered)
        return [
          ...[line.name, line.first, line.second, printed(line.people)],
          ...(of ? [printed(of.score), of.lambda.toFixed(2), worthWords(line)] : [NONE, NONE, NONE]),
        ]
      }),
    },
    caption,
  }
}

/** How many verdicts of people it is worth, of how many; or that it adds nothing. */
function worthWords({ powered: of, verdicts }: Powered): string {
  const found = valueOrNull(of)
  if (!found || found.effective === null) return NONE
  if (found.addsNothing) return 'adds nothing'
  return `${wholeNumber(Math.round(found.effective))} for ${wholeNumber(verdicts)}`
}

function printed({ estimate, interval }: PredictionPoweredMean): string {
  return withLimits(percent(estimate), interval ? percentRange(interval) : '')
}

/** Drawn inside the axis; the numbers are as they are. */
const inside = (value: number) => Math.min(1, Math.max(0, value))
const cut = (interval: Interval | null) => cutTo(interval, SHARE)

function panelOf({ studyId, criterion }: About, lines: readonly Line[], title?: string): DotPanel {
  return {
    ...(title !== undefined && { title }),
    domain: [0, 1],
    ticks: [0, 0.25, 0.5, 0.75, 1].map((at) => ({ at, text: `${100 * at}${at === 0 || at === 1 ? '%' : ''}` })),
    ...{ reference: 0.5, columnTitle: 'Score, %', afterTitle: 'Worth, verdicts' },
    rows: lines.flatMap((line): DotRow[] => {
      const of = valueOrNull(line.powered)
      if (!of) return []
      const { score } = of
      return [
        {
          label: [line.first, line.second],
          ...{ value: inside(score.estimate), interval: cut(score.interval), text: percent(score.estimate) },
          range: score.interval ? percentRange(score.interval) : '',
          second: { value: inside(line.people.estimate), interval: cut(line.people.interval) },
          after: worthWords(line),
          href: itemsHref(studyId, { system: line.first, against: line.second, show: 'counted', criterion }),
        },
      ]
    }),
  }
}

function toRow({
  code,
  name,
  first,
  second,
  verdicts,
  prompts,
  judgedOnly,
  people,
  powered: given,
  independent,
}: Line) {
  const of = valueOrNull(given)
  const columns = (mean: PredictionPoweredMean | undefined, prefix: string) => ({
    [prefix]: mean?.estimate ?? null,
    [`${prefix}_lower`]: mean?.interval?.[0] ?? null,
    [`${prefix}_upper`]: mean?.interval?.[1] ?? null,
  })
  return {
    ...{ annotator: code, model: name, system: first, against: second, verdicts, prompts, judged_only: judgedOnly },
    ...{ ...columns(people, 'people'), ...columns(of?.score, 'score') },
    ...{ ...columns(of?.shares[0], 'win'), ...columns(of?.shares[1], 'tie'), ...columns(of?.shares[2], 'loss') },
    ...{ lambda: of?.lambda ?? null, gain: of?.gain ?? null, effective: of?.effective ?? null },
    ...{ ...columns(independent ?? undefined, 'independent'), independent_lambda: independent?.lambda ?? null },
    ...{ adds_nothing: of?.addsNothing ?? null, not_defined: given.defined ? null : given.reason },
  }
}
