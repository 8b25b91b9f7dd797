import Link from 'next/link'
import { useId } from 'react'
import { TERMS, type TermName } from './help-terms'

const MARK = [
  'ms-1 inline-grid size-[1.6em] cursor-pointer place-items-center rounded-full border border-rule-strong align-[0.05em]',
  'text-[0.75em]/none font-semibold text-ink-2 hover:border-ink hover:text-ink print:hidden',
  'relative after:absolute after:-inset-2',
].join(' ')

const CARD =
  'm-auto w-[min(26rem,calc(100vw-2rem))] rounded-md border border-rule-strong bg-paper px-6 py-5 text-start font-sans text-sm/normal font-normal whitespace-normal text-ink normal-case backdrop:bg-black/40'

/**
 * A mark beside a term: what it says, when to worry, and where it is checked. The browser opens and closes it by itself, so
 * that it costs no script.
 */
export function Help({ term }: { term: TermName }) {
  const id = useId()
  const { name, says, worry } = TERMS[term]
  return (
    <>
      <button type="button" className={MARK} popoverTarget={id} aria-label={`What is ${name}?`}>
        ?
      </button>
      <span className={CARD} popover="auto" id={id} role="dialog" aria-label={name}>
        <strong className="block text-base">{name}</strong>
        <span className="mt-2 block">{says}</span>
        <span className="mt-2 block">{worry}</span>
        <span className="mt-3 flex flex-wrap gap-x-5 gap-y-1">
          <Link href={`/words#${term}`} prefetch={false}>
            All words
          </Link>
          <Link href="/statistics" prefetch={false}>
            How it is checked
          </Link>
        </span>
      </span>
    </>
  )
}
