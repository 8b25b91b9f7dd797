'use client'

import Link from 'next/link'
import { useSelectedLayoutSegments } from 'next/navigation'
import { CRUMB } from '@/components/ui/crumb'
import { TABS } from './tabs'

/** Behind a study's title, on pages beneath one of its tabs: the way back to that tab. Nothing on the tabs themselves. */
export function StudyCrumb({ studyId }: { studyId: string }) {
  const [segment, ...below] = useSelectedLayoutSegments() ?? []
  const tab = TABS.find((each) => each.segment === segment)
  if (!tab?.segment || below.length === 0) return null
  return (
    <Link className={CRUMB} href={`/studies/${studyId}/${tab.segment}`} prefetch={false}>
      {tab.label}
    </Link>
  )
}
