import type { AnalysisPage } from '@/lib/analysis/analysis-page'

/** What is known of annotators by their ids, by their codes. */
export function byCode<T>(
  people: AnalysisPage['study']['people'],
  found: ReadonlyMap<string, T>,
): ReadonlyMap<string, T> {
  return new Map(people.flatMap(({ id, code }) => (found.has(id) ? [[code, found.get(id) as T] as const] : [])))
}
