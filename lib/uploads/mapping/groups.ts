import type { JsonRecord } from '../read/fields'
import { nameAt } from './scalar-at'
import type { Groups } from './schema'

/** The group of whoever judged, and whether it is one of models. @throws RecordProblem */
export function groupIn(
  record: JsonRecord,
  { from, rules, otherwise }: Groups,
  annotator: string | null,
): { group: string; isModel: boolean } {
  const called = from ? nameAt(record, from) : null
  const looked = called ?? annotator
  const rule = looked === null ? undefined : rules.find(({ like }) => isLike(looked, like))
  if (rule) return { group: rule.group, isModel: rule.model }
  return called === null
    ? { group: otherwise.group, isModel: otherwise.model }
    : { group: called, isModel: otherwise.model }
}

/** Whether a name is as a pattern says, in which `*` stands for any characters. No regular expression: it takes linear time. */
export function isLike(name: string, pattern: string): boolean {
  const [first = '', ...rest] = pattern.split('*')
  if (rest.length === 0) return name === pattern
  const last = rest.pop() ?? ''
  if (!name.startsWith(first) || !name.endsWith(last) || name.length < first.length + last.length) return false
  const end = name.length - last.length
  let at = first.length
  for (const part of rest) {
    const found = name.indexOf(part, at)
    if (found < 0 || found + part.length > end) return false
    at = found + part.length
  }
  return true
}
