import type { Sentence } from '@/lib/names/sentence'

/** A sentence of a response with the name in it marked. */
export function Quoted({ before, hit, after }: Sentence) {
  return (
    <q className="quoted" dir="auto">
      {before}
      <mark>{hit}</mark>
      {after}
    </q>
  )
}
