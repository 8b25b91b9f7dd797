import Link from 'next/link'
import { count } from '@/components/ui/count'

export type ComparedStudy = {
  focal: string | null
  systems: string[]
  overlap: number
  groups: readonly { name: string; overlap: number }[]
  promptSet: { id: string; name: string } | null
  _count: { items: number }
}

/** What a study compares, on what, how often: in one sentence. */
export function Compared({ study }: { study: ComparedStudy }) {
  const { focal, systems, promptSet, _count } = study
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
      {_count.items > 0 && <>: {count(_count.items, 'item')}</>}
      {promptSet && `, ${wantedWords(study)} each`}.
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
