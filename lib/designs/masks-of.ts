import { type PlannedItem, systemsOf } from '@/lib/protocols/planned-item'
import { responseKey } from '@/lib/protocols/response-key'
import type { DecidedName } from './decided-name'

/** The words that a planned item will stand masked with, as opening writes them. */
export function masksOf(names: readonly DecidedName[], { prompt, systemA, systemB, sample }: PlannedItem): string[] {
  const responseKeys = systemsOf({ systemA, systemB }).map((system) => responseKey(prompt, system, sample))
  const isShown = ({ promptId, systemId, sample }: DecidedName) =>
    systemId === null ? promptId === prompt : responseKeys.includes(responseKey(promptId, systemId, sample))
  const masked = names.filter((name) => name.decision === 'MASK' && isShown(name))
  return [...new Set(masked.map(({ word }) => word))].sort()
}
