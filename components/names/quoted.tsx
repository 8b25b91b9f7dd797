import type { Sentence } from '@/lib/names/sentence'

/** A sentence of a response with the name in it marked. */
export function Quoted({ before, hit, after }: Sentence) {
  return (
    <q className="block font-serif wrap-anywhere [quotes:none] [q+&]:mt-[0.35rem]" dir="auto">
      {before}
      <mark className="rounded-[2px] bg-accent-wash px-[0.15em] font-semibold text-inherit underline decoration-accent underline-offset-[0.2em]">
        {hit}
      </mark>
      {after}
    </q>
  )
}
