'use client'

import { useRouter } from 'next/navigation'
import { Button } from '@/components/ui/button'
import { ConfirmButton } from '@/components/ui/confirm-button'
import type { Answer } from '@/lib/server/action'
import { pathsIn } from '@/lib/uploads/mapping/draft'
import type { LookedAt } from '@/lib/uploads/mapping/look'
import type { Mapping } from '@/lib/uploads/mapping/schema'
import { ROWS } from './words'

export type Kept = { id: string; mapping: Mapping }

type Props = {
  kept: readonly Kept[]
  /** Those of an open table; null where none is open, and nothing can be used. */
  places: readonly LookedAt[] | null
  use: (mapping: Mapping) => void
  forget: (input: { mappingId: string }) => Promise<Answer<unknown>>
}

/** Mappings that were kept: those that fit the table can be used, all be taken along or deleted. */
export function KeptMappings({ kept, places, use, forget }: Props) {
  const router = useRouter()
  if (kept.length === 0) return null
  return (
    <ul className="list-none divide-y divide-rule border-y border-rule">
      {kept.map(({ id, mapping }) => {
        const missing = places ? lacking(mapping, places) : []
        return (
          <li key={id} className="flex flex-wrap items-center justify-between gap-x-6 gap-y-1 py-2">
            <span>
              <span className="font-semibold wrap-anywhere">{mapping.name}</span>{' '}
              <span className="text-sm text-ink-2">
                {ROWS.find(({ row }) => row === mapping.row)?.name.toLowerCase()} a row
                {missing.length > 0 && `; the table lacks ${missing.slice(0, 3).join(', ')}`}
              </span>
            </span>
            <span className="flex flex-wrap items-center gap-x-4">
              {places && missing.length === 0 && (
                <Button onPress={() => use(mapping)} aria-label={`Use ${mapping.name}`}>
                  Use
                </Button>
              )}
              <a
                href={fileOf(mapping)}
                download={`${fileName(mapping.name)}.mapping.json`}
                aria-label={`Download ${mapping.name}`}
              >
                Download
              </a>
              <ConfirmButton
                label="Delete"
                look="link"
                title={`Delete the mapping “${mapping.name}”?`}
                confirmLabel="Delete it"
                onConfirm={async () => {
                  const answer = await forget({ mappingId: id })
                  if (answer.ok) router.refresh()
                  return answer
                }}
              >
                <p>What was read by it stays as it is.</p>
              </ConfirmButton>
            </span>
          </li>
        )
      })}
    </ul>
  )
}

/** Which columns a mapping reads that the table has not. */
function lacking(mapping: Mapping, places: readonly LookedAt[]): string[] {
  const there = new Set(places.map(({ path }) => path))
  return pathsIn(mapping).filter(
    (path) => !there.has(path) && ![...there].some((one) => path.startsWith(`${one}.`) || path.startsWith(`${one}[`)),
  )
}

/** The address of a mapping as a file. */
export function fileOf(mapping: Mapping): string {
  return `data:application/json;charset=utf-8,${encodeURIComponent(`${JSON.stringify(mapping, null, 2)}\n`)}`
}

export const fileName = (name: string) => name.replaceAll(/[^\p{L}\p{N}]+/gu, '-').toLowerCase() || 'mapping'
