import { itemsHref } from '@/lib/explorer/item-query'
import type { BiasLine, BiasName } from '@/lib/judges/bias-card'
import { type Judges, judgeName, type ModelHabits } from '@/lib/judges/measure-judges'
import { percent, percentRange, wholeNumber } from '@/lib/numbers/percent'
import type { MeanByCluster } from '@/lib/stats/clustered-mean'
import { cutTo, type Interval, SHARE } from '@/lib/stats/interval'
import { type About, captionOf, withAbout } from '../about'
import { limits, NONE, signed, tableHeads, withLimits } from '../cells'
import { DOT_WIDTH, type DotPanel, dotWhiskerFigure } from '../drawing/dot-whisker'
import type { FigureContent } from '../figure'
import { ofJudges } from '../figure-kind'

/** What models are drawn by, beside people. */
export const habits = ofJudges({ name: 'habits', title: 'Habits' }, ({ about, judges }) => habitsFigure(about, judges))

/** What each habit is called, and whether one half is no habit. */
export const HABITS: Record<BiasName, { title: string; isEven: boolean }> = {
  flips: { title: 'Flips with the order', isEven: false },
  again: { title: 'Flips when asked again', isEven: false },
  first: { title: 'Shown first, score', isEven: true },
  longer: { title: 'Longer, score', isEven: true },
  ties: { title: 'Share of ties', isEven: false },
  family: { title: 'Own family, score', isEven: false },
}

type Line = { habits: ModelHabits; line: BiasLine }

function habitsFigure(about: About, judges: Judges): FigureContent | null {
  const lines = judges.habits.flatMap((habits) => habits.bias.lines.map((line) => ({ habits, line })))
  const known = lines.filter(({ line }) => line.judge !== null)
  if (known.length === 0) return null
  const verdicts = judges.habits.reduce((sum, { answered }) => sum + answered, 0)
  const caption = captionOf(
    about,
    `Habits of models (●) beside those of people on the same items (○), in percent, in answer to “${about.question}”; n = ${wholeNumber(verdicts)} verdicts of models, every judgment counts. Read verdicts that turn with the order beside those that turn when the same is asked again: only what is beyond these is due to the order.`,
    'Whiskers: 95% t intervals clustered by prompt, cut to 0 and 100%. Scores count a tie as half; dashed: one half, no habit. Of its own family: where a system of it met another, and no whiskers: the interval is of the difference, in the CSV. Longer may be better.',
  )
  const panels = (Object.keys(HABITS) as BiasName[]).flatMap((name) => {
    const own = known.filter(({ line }) => line.name === name)
    return own.length === 0 ? [] : [panelOf(about, name, own)]
  })
  return {
    study: about.study,
    size: DOT_WIDTH + 200,
    draw: (of) =>
      dotWhiskerFigure('Habits of models and of people, in percent, with 95% intervals', panels, {
        ...of,
        notes: [caption],
      }),
    ...withAbout(about, 't interval clustered by prompt, 95%', lines.map(toRow)),
    table: {
      columns: tableHeads(2, ['Model', 'Habit', 'Model, %', 'People, %', 'Difference']),
      rows: known.map(({ habits: of, line }) => [
        ...[judgeName(of), HABITS[line.name].title, printed(line.judge), printed(line.people)],
        line.difference ? withLimits(points(line.difference.mean), limits(line.difference.interval, points)) : NONE,
      ]),
    },
    caption,
  }
}

const points = (share: number) => signed(100 * share, 1)

function cut({ interval }: MeanByCluster): Interval | null {
  return cutTo(interval, SHARE)
}

function printed(mean: MeanByCluster | null): string {
  if (!mean) return NONE
  const interval = cut(mean)
  return withLimits(percent(mean.mean), interval ? percentRange(interval) : '')
}

function panelOf({ studyId, criterion }: About, name: BiasName, lines: readonly Line[]): DotPanel {
  const { title, isEven } = HABITS[name]
  return {
    title,
    domain: [0, 1],
    ticks: [0, 0.25, 0.5, 0.75, 1].map((at) => ({ at, text: `${100 * at}${at === 0 || at === 1 ? '%' : ''}` })),
    ...(isEven && { reference: 0.5 }),
    ...{ columnTitle: 'Model, %', afterTitle: 'People, %' },
    rows: lines.flatMap(({ habits: of, line: { judge, people } }) => {
      if (!judge) return []
      const interval = cut(judge)
      return [
        {
          ...{ label: judgeName(of), value: judge.mean, interval, text: percent(judge.mean) },
          range: interval ? percentRange(interval) : '',
          ...(people && { second: { value: people.mean, interval: cut(people) } }),
          after: printed(people),
          href: itemsHref(studyId, { annotator: of.code, show: name === 'flips' ? 'again' : 'counted', criterion }),
        },
      ]
    }),
  }
}

function toRow({ habits: of, line: { name, judge, people, difference } }: Line) {
  const columns = (of: MeanByCluster | null, prefix: string) => ({
    [prefix]: of?.mean ?? null,
    [`${prefix}_lower`]: of?.interval?.[0] ?? null,
    [`${prefix}_upper`]: of?.interval?.[1] ?? null,
    [`${prefix}_n`]: of?.n ?? 0,
  })
  return {
    ...{ annotator: of.code, model: judgeName(of), what: name, family: of.bias.family },
    ...{ ...columns(judge, 'value'), ...columns(people, 'people'), ...columns(difference, 'difference') },
  }
}
