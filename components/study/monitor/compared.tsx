import Link from 'next/link'
import type { ItemKinds } from '@/lib/counts/items'
import { count } from '@/lib/numbers/count'
import type { ProtocolKind } from '@/lib/protocols/protocol-of'
import { kindWords } from '../count-words'

export type ComparedStudy = {
  protocol: ProtocolKind
  /** Of each rated system, so many responses to a prompt. */
  samples: number
  focal: string | null
  systems: string[]
  overlap: number
  groups: readonly { name: string; overlap: number }[]
  promptSet: { id: string; name: string } | null
  items: ItemKinds
}

/** What a study compares or rates, on what, how often: in one sentence. */
export function Compared({ study }: { study: ComparedStudy }) {
  const { protocol, samples, focal, systems, promptSet, items } = study
  const besides = kindWords({ ...items, regular: 0 })
  const others = new Intl.ListFormat('en').format(systems.filter((name) => name !== focal))
  return (
    <>
      {protocol === 'RATING' && 'Each response of '}
      {focal ? `${focal} against ${others}` : others}
      {promptSet && (
        <>
          {protocol === 'RATING' && samples > 1 && `, ${samples} to a prompt,`}
          {protocol === 'RATING' ? ' to' : ' on'} prompts of{' '}
          <Link prefetch={false} href={`/prompt-sets/${promptSet.id}`}>
            {promptSet.name}
          </Link>
        </>
      )}
      {items.regular > 0 && <>: {count(items.regular, 'regular item')}</>}
      {promptSet && `, ${wantedWords(study)} each`}
      {besides && `; besides, ${besides}`}.
    </>
  )
}

/** "3 judgments"; "2 judgments by Crowd and 1 by Authors". */
function wantedWords({ overlap, groups }: ComparedStudy): string {
  const parts = [
    ...(overlap > 0 ? [groups.length > 1 ? `${overlap} by anybody` : `${overlap}`] : []),
    ...groups.filter((group) => group.overlap > 0).map((group) => `${group.overlap} by ${group.name}`),
  ]
  const [first = '0', ...rest] = parts
  const noun = Number.parseInt(first, 10) === 1 ? 'judgment' : 'judgments'
  return new Intl.ListFormat('en').format([first.replace(/^\d+/, (n) => `${n} ${noun}`), ...rest])
}
