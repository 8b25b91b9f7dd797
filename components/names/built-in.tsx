import { Disclosure } from '@/components/ui/disclosure'
import type { NameKind, NameWord } from '@/lib/names/kinds'

const PARTS: [NameKind, string][] = [
  ['MODEL', 'Models'],
  ['MAKER', 'Makers'],
  ['PHRASE', 'Phrases'],
]

/** The names that every site looks for. */
export function BuiltIn({ words }: { words: readonly NameWord[] }) {
  return PARTS.map(([kind, label]) => {
    const its = words.filter((each) => each.kind === kind)
    return (
      <Disclosure key={kind} label={label} aside={String(its.length)}>
        <p className="text-sm text-ink-2 wrap-anywhere">
          {its.map(({ word, opens }) => (opens ? `${word} …` : word)).join(' · ')}
        </p>
      </Disclosure>
    )
  })
}
