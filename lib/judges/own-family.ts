import type { JudgmentColumns } from '@/lib/records/judgment-columns'

/**
 * The family of the study's systems that a judge is of: the one whose name its own has in it, the longest where there are
 * several, or that of a system of its very name. Null where that tells nothing.
 */
export function ownFamily(model: string, { systems, families }: Pick<JudgmentColumns, 'systems' | 'families'>) {
  const name = lettersOf(model)
  if (name === '') return null
  const same = systems.findIndex((system) => lettersOf(system) === name)
  if (same >= 0) return families[same] ?? null
  const known = [...new Set(families)].filter((family) => family !== null && lettersOf(family) !== '') as string[]
  const found = known.filter((family) => name.includes(lettersOf(family)))
  return (
    found.sort((one, other) => lettersOf(other).length - lettersOf(one).length || (one < other ? -1 : 1))[0] ?? null
  )
}

function lettersOf(name: string): string {
  return name.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '')
}
