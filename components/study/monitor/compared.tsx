import Link from 'next/link'
import type { ItemKinds } from '@/lib/counts/items'
import { count } from '@/lib/numbers/count'
import { kindWords } from '../count-words'

export type ComparedStudy = {
  focal: string | null
  systems: string[]
  overlap: number
  groups: readonly { name: string; overlap: number }[]
  promptSet: { id: string; name: string } | null
  items: ItemKinds
}

/** What a study compares, on what, how often: in one sentence. */
export function Compared({ study }: { study: ComparedStudy }) {
  const { focal, systems, promptSet, items } = study
  const besides = kindWords({ ...items, regular: 0 })
  const others = new Intl.ListFormat('en').format(systems.filter((name) => name !== focal))
  return (
    <>
      {focal ? `${focal} against ${others}` : others}
      {promptSet && (
        <>
          {' '}
          on prompts of{' '}
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
