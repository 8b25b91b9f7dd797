import { Help } from './help'
import { termsIn } from './help-terms'
import { NumberCell } from './table'

type Props = {
  /** Heads of columns of words, at the left. */
  words: readonly string[]
  /** Heads of columns of numbers, set to the right of their columns. */
  numbers: readonly string[]
  /** Heads of columns of words behind them. */
  after?: readonly string[]
}

/** The head of a table of numbers; beside a term of statistics stands a mark that explains it. */
export function TableHead({ words, numbers, after = [] }: Props) {
  const terms = termsIn(numbers)
  const help = (head: string) => {
    const term = terms.get(head)
    return term && <Help term={term} />
  }
  const word = (head: string) => (
    <th scope="col" key={head}>
      {head}
    </th>
  )
  return (
    <thead>
      <tr>
        {words.map(word)}
        {numbers.map((head) => (
          <NumberCell as="th" scope="col" key={head}>
            {head}
            {help(head)}
          </NumberCell>
        ))}
        {after.map(word)}
      </tr>
    </thead>
  )
}
