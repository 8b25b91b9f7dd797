import type { Args, Case } from './types'

/** The lists that a case of the same judge and people gives. */
export function listsIn(cases: readonly Case[], stat: string, { judge, humans }: Args): number[][] {
  const same = JSON.stringify([judge, humans])
  const found = cases.find((one) => one.stat === stat && JSON.stringify([one.args.judge, one.args.humans]) === same)
  return (found?.expected ?? []) as number[][]
}
