import { HABITS } from '@/lib/figures/judges/habits'
import { outcomeWords } from '@/lib/figures/judges/no-verdicts'
import { FINDINGS } from '@/lib/figures/judges/parity'
import { type Judges, judgeName } from '@/lib/judges/measure-judges'
import type { RatedJudges } from '@/lib/judges/rated-judges'
import { type Estimate, valueOrNull } from '@/lib/stats/estimate'
import { printTable } from './print-table'

const percent = (share: number | null | undefined) =>
  share === null || share === undefined ? '' : (100 * share).toFixed(1)
const range = (interval: readonly number[] | null | undefined) => (interval ? interval.map(percent).join(' to ') : '')
const number = (of: Estimate<{ value: number }>) => valueOrNull(of)?.value.toFixed(3) ?? ''

/** What models' verdicts are worth, as tables; nothing where no model judged. */
export function printJudges(judges: Judges | null): void {
  if (!judges) return
  const { worth, habits, panel } = judges
  printParity(judges)
  printReplacing(judges)
  table(
    'Habits of models beside people',
    habits.flatMap((of) =>
      of.bias.lines.map(({ name, judge, people }) => ({
        ...{ model: judgeName(of), what: HABITS[name].title },
        'model, %': judge ? `${percent(judge.mean)} (${range(judge.interval)})` : '',
        'people, %': people ? `${percent(people.mean)} (${range(people.interval)})` : '',
      })),
    ),
  )
  printNoVerdicts(judges)
  printOrder(judges)
  table(
    'People helped by models',
    worth.flatMap((one) =>
      one.powered.map((pair) => {
        const found = valueOrNull(pair.powered)
        return {
          ...{ model: judgeName(one), system: pair.first, against: pair.second, verdicts: pair.verdicts },
          'people, %': `${percent(pair.people.estimate)} (${range(pair.people.interval)})`,
          'helped, %': found ? `${percent(found.score.estimate)} (${range(found.score.interval)})` : '',
          worth: found?.effective?.toFixed(1) ?? '',
          note: pair.powered.defined ? (found?.addsNothing ? 'adds nothing' : '') : pair.powered.reason,
        }
      }),
    ),
  )
  if (panel) console.log(`Panel of ${panel.members.length} models, ${panel.needed} needed: ${panel.items} items.`)
}

/** The same of ratings, as far as it is told of them. */
export function printRatedJudges(judges: RatedJudges | null): void {
  if (!judges) return
  printParity(judges)
  printReplacing(judges)
  printNoVerdicts(judges)
  printOrder(judges)
}

function printReplacing({ worth }: Pick<RatedJudges, 'worth'>): void {
  table(
    'In place of a person',
    worth.map((one) => ({
      model: judgeName(one),
      'rho, %': percent(one.replacing[0]?.advantage),
      ...Object.fromEntries(one.replacing.map((of) => [`omega at ${of.epsilon}`, of.winningRate?.toFixed(2) ?? ''])),
    })),
  )
}

function printOrder({ worth }: Pick<RatedJudges, 'worth'>): void {
  table(
    'Order of the systems',
    worth.map((one) => ({
      ...{ model: judgeName(one), items: one.sameOrder.items, Kendall: number(one.sameOrder.kendall) },
      ...{ Spearman: number(one.sameOrder.spearman), Pearson: number(one.sameOrder.pearson) },
    })),
  )
}

function printParity({ worth, margin }: Pick<RatedJudges, 'worth' | 'margin'>): void {
  table(
    `Parity of models with people, within ±${percent(margin)} points`,
    worth.flatMap((one) =>
      (['averaged', 'oneOrder'] as const).map((orders) => {
        const found = valueOrNull(one.parity[orders])
        return {
          ...{ model: judgeName(one), orders: orders === 'averaged' ? 'averaged' : 'one', items: found?.items ?? 0 },
          'with people, %': percent(found?.judgeHuman),
          'people, %': percent(found?.humanHuman),
          'difference, 90%': found ? `${percent(found.difference)} (${range(found.interval90)})` : '',
          finding: found ? FINDINGS[found.finding] : '',
        }
      }),
    ),
  )
}

function printNoVerdicts({ habits }: Pick<Judges | RatedJudges, 'habits'>): void {
  table(
    'Without a verdict',
    habits.map((of) => ({
      ...{ model: judgeName(of), answered: of.answered, 'no verdict, %': percent(of.noVerdict?.share) },
      did: outcomeWords(of.outcomes),
    })),
  )
}

function table(title: string, rows: readonly object[]): void {
  console.log(`\n${title}${rows.length === 0 ? ': none' : ''}`)
  if (rows.length > 0) printTable(rows, 2)
}
