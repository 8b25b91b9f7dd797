'use client'

import Link from 'next/link'
import { useSelectedLayoutSegment } from 'next/navigation'
import { useEffect, useRef } from 'react'
import { showCurrent } from '@/components/ui/show-current'
import { TABS } from './tabs'

/** What needs a design, items or single judgments. */
const ONLY_JUDGED = ['design', 'items', 'annotators', 'agreement', 'rankings', 'team']

/** What who reads results only does not see. */
const ONLY_DESIGNED: (string | null)[] = [null, 'design', 'annotators', 'export']

const TAB = [
  '-mb-px inline-flex min-h-(--target) items-center border-b-2 border-transparent py-[0.7rem] text-sm whitespace-nowrap text-ink-2 no-underline',
  'hover:text-ink aria-[current=page]:border-accent aria-[current=page]:font-semibold aria-[current=page]:text-ink',
].join(' ')

type Props = { studyId: string; isReconstructed: boolean; hasModels: boolean; isViewer: boolean }

/** The pages of a study; published counts have neither design nor annotators, and only models are held against people. */
export function StudyTabs({ studyId, isReconstructed, hasModels, isViewer }: Props) {
  const current = useSelectedLayoutSegment()
  const nav = useRef<HTMLElement>(null)
  // On a narrow screen the strip is wider than it. The page itself does not scroll: its address may name a place.
  // biome-ignore lint/correctness/useExhaustiveDependencies: another tab is another place to show
  useEffect(() => {
    const strip = nav.current
    if (!strip) return
    const turned = new ResizeObserver(() => showCurrent(strip))
    turned.observe(strip)
    void document.fonts.ready.then(() => showCurrent(strip))
    return () => turned.disconnect()
  }, [current])
  const tabs = TABS.filter(
    ({ segment }) =>
      (!isReconstructed || !ONLY_JUDGED.includes(segment ?? '')) &&
      (!isViewer || !ONLY_DESIGNED.includes(segment)) &&
      (segment !== 'judges' || (hasModels && !isReconstructed)),
  )
  return (
    <nav
      ref={nav}
      className="flex gap-7 overflow-x-auto border-b border-rule px-(--side) [scrollbar-width:none] print:hidden"
      aria-label="Study"
    >
      {tabs.map(({ segment, label }) => (
        <Link
          key={label}
          className={TAB}
          href={`/studies/${studyId}${segment ? `/${segment}` : ''}`}
          // The overview is fetched anew every few seconds, and with it all that would be prefetched.
          prefetch={false}
          aria-current={segment === current ? 'page' : undefined}
        >
          {label}
        </Link>
      ))}
    </nav>
  )
}
