import Link from 'next/link'
import { Note } from '@/components/ui/text'
import { PartTitle } from '../part-title'

/** What files of pairs are read, and what to do with others. */
export function PairFormats({ names }: { names: readonly string[] }) {
  return (
    <section className="mt-12 max-w-[60rem]" aria-labelledby="formats">
      <PartTitle id="formats">Formats</PartTitle>
      <p className="text-ink-2">Recognised by content; up to 100 MB each here, any size with the command.</p>
      <ul className="mt-3 list-disc pl-5">
        {names.map((name) => (
          <li key={name}>{name}</li>
        ))}
        <li>Files of judgments that hold both responses: their verdicts are not kept</li>
        <li>
          <Link href="/tables">Any other table</Link>, of which you say what its columns mean
        </li>
      </ul>
      <Note className="mt-3">Their fields are described in docs/file-formats.md.</Note>
    </section>
  )
}
