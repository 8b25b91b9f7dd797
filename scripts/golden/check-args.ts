import type { Args } from './types'

/** What cases name: systems, annotators and, of ratings, options. */
type Named = {
  systems: readonly string[]
  annotators: readonly { id: string; group: string }[]
  options?: readonly { code: string }[]
}

/**
 * Checks that the arguments of a case name what the study has: a name that is not there would have no judgments, and
 * pass for a system or annotator without any.
 * @throws Error naming the argument
 */
export function checkArgs(study: Named, args: Args): void {
  const annotators = study.annotators.map(({ id }) => id)
  const groups = study.annotators.map(({ group }) => group)
  const who = args.annotators
  known('pair', args.pair, study.systems)
  known('order', args.order?.flat(), study.systems)
  known('system', args.system, study.systems)
  known('systems', args.systems, study.systems)
  known('annotator', args.annotator, annotators)
  known('annotators', who, typeof who === 'string' ? ['all', ...groups] : annotators)
  known('group', args.group, groups)
  known('groups', args.groups, groups)
  known('judge', args.judge, annotators)
  known('humans', args.humans, annotators)
  if (study.options)
    known(
      'option',
      args.option,
      study.options.map(({ code }) => code),
    )
}

function known(name: string, given: string | readonly string[] | undefined, names: readonly string[]): void {
  if (given === undefined) return
  const absent = [given].flat().find((each) => !names.includes(each))
  if (absent !== undefined) throw new Error(`${name}: the study has no “${absent}”`)
}
