'use client'

import { useRouter } from 'next/navigation'
import { ButtonGroup } from '@/components/ui/button-group'
import { button } from '@/components/ui/button-look'
import { Notice } from '@/components/ui/notice'
import { useSubmit } from '@/components/ui/use-submit'
import type { NameDecision } from '@/lib/designs/decided-name'
import type { DecideInput } from '@/lib/names/schema'
import type { Answer } from '@/lib/server/action'

const CHOICE =
  'whitespace-nowrap aria-pressed:bg-accent-wash aria-pressed:font-semibold aria-pressed:shadow-[inset_0_-2px_0_var(--color-accent)]'

export type Decide = (input: DecideInput & { studyId: string }) => Promise<Answer<{ texts: number }>>

type Props = {
  studyId: string
  word: string
  /** The prompts and responses it is about; null for all about which nothing is decided. */
  foundIn: DecideInput['foundIn']
  /** What is decided now. */
  decision: NameDecision | null
  /** Names the group for those who hear the page. */
  label: string
  decide: Decide
}

const CHOICES: [NameDecision, string, everywhere: string][] = [
  ['KEEP', 'Keep', 'Keep all'],
  ['MASK', 'Mask', 'Mask all'],
  ['EXCLUDE', 'Leave out', 'Leave all out'],
]

/** Three equal buttons: keep a name, mask it in the prompt and the answers, or leave its items out. */
export function DecideButtons({ studyId, word, foundIn, decision, label, decide }: Props) {
  const router = useRouter()
  const { submit, trouble, isPending } = useSubmit()
  return (
    <>
      <ButtonGroup className="max-md:grid max-md:grid-cols-3" role="group" aria-label={label} aria-busy={isPending}>
        {CHOICES.map(([choice, words, everywhere]) => (
          <button
            key={choice}
            type="button"
            className={button({ className: CHOICE })}
            aria-pressed={decision === choice}
            disabled={isPending}
            onClick={() =>
              submit(
                () => decide({ studyId, word, foundIn, decision: choice }),
                () => router.refresh(),
              )
            }
          >
            {foundIn === 'EVERYWHERE' ? everywhere : words}
          </button>
        ))}
      </ButtonGroup>
      {trouble && <Notice kind="critical">{trouble.message}</Notice>}
    </>
  )
}
