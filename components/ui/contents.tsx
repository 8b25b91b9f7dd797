'use client'

import { useEffect, useRef, useState } from 'react'
import { showCurrent } from './show-current'

type Part = { id: string; title: string }

/** From so many parts on a page has a list of them. */
const WORTH_LISTING = 3
/** A part is read from when its title comes this near to the top, in pixels. */
const READ_FROM = 120

/** The parts of a long page, in a strip that stays in sight and follows what is read. */
export function Contents() {
  const [parts, setParts] = useState<Part[]>([])
  const [current, setCurrent] = useState('')
  const strip = useRef<HTMLElement>(null)
  useEffect(() => {
    const main = document.getElementById('main')
    if (!main) return
    const list = () => setParts((before) => keptIfSame(before, partsOf(main)))
    list()
    // Some parts come later than the page.
    const grown = new MutationObserver(list)
    grown.observe(main, { childList: true, subtree: true })
    const follow = () => setCurrent(readNow(main))
    follow()
    window.addEventListener('scroll', follow, { passive: true })
    return () => {
      grown.disconnect()
      window.removeEventListener('scroll', follow)
    }
  }, [])
  // biome-ignore lint/correctness/useExhaustiveDependencies: another part is another place to show
  useEffect(() => {
    if (strip.current) showCurrent(strip.current)
  }, [current])
  return (
    <nav
      ref={strip}
      className="sticky top-0 z-10 -mx-(--gutter) mt-5 flex min-h-11 gap-6 overflow-x-auto border-y border-rule bg-paper px-(--gutter) [scrollbar-width:none] zoomed:static print:hidden"
      aria-label="On this page"
    >
      {parts.length >= WORTH_LISTING &&
        parts.map(({ id, title }) => (
          <a
            key={id}
            href={`#${id}`}
            className="inline-flex min-h-(--target) items-center text-sm whitespace-nowrap text-ink-2 no-underline hover:text-ink aria-[current]:font-semibold aria-[current]:text-ink"
            aria-current={id === current ? 'location' : undefined}
            onClick={() => unfold(id)}
          >
            {title}
          </a>
        ))}
    </nav>
  )
}

/** Titles, and a figure that stands before all titles. */
function headings(main: HTMLElement): HTMLElement[] {
  return [...main.querySelectorAll<HTMLElement>('h2[id], #main > figure[id]')]
}

function partsOf(main: HTMLElement): Part[] {
  return headings(main).map((heading) => ({ id: heading.id, title: titleOf(heading) }))
}

/** The words of a title, without the mark that explains a term in it; of a figure its number. */
function titleOf(heading: HTMLElement): string {
  const number = heading.querySelector('figcaption strong')?.textContent
  if (number) return number.replace(/\.$/, '')
  const words = [...heading.childNodes].filter(
    (node) => !(node instanceof HTMLElement && node.matches('button, [popover]')),
  )
  return words.map(({ textContent }) => textContent).join('')
}

function keptIfSame(before: Part[], now: Part[]): Part[] {
  return JSON.stringify(before) === JSON.stringify(now) ? before : now
}

/** The last part whose title was passed; none before the first. */
function readNow(main: HTMLElement): string {
  return headings(main).findLast((heading) => heading.getBoundingClientRect().top < READ_FROM)?.id ?? ''
}

/** Whoever goes to a part wants to read it. */
function unfold(id: string): void {
  const folded = document.getElementById(id)?.closest('details')
  if (folded) folded.open = true
}
