import Link from 'next/link'
import { Notice } from '@/components/ui/notice'
import type { Unanswered } from '@/lib/items/unanswered'
import { count } from '@/lib/numbers/count'

type Props = { studyId: string; leftOut: boolean; prompts: Unanswered }

/** Says of a draft which prompts a compared system has no response to, and what becomes of them. */
export function UnansweredNotice({ studyId, leftOut, prompts }: Props) {
  if (prompts.length === 0) return null
  const design = <Link href={`/studies/${studyId}/design#comparisons`}>design</Link>
  return (
    <div className="mt-5">
      <Notice kind={leftOut ? 'note' : 'caution'}>
        <p>
          <strong>{count(prompts.length, 'prompt')} without a response.</strong> {namePrompts(prompts)}.{' '}
          {leftOut ? (
            <>They are left out when the study opens, as the {design} says, and named in its protocol.</>
          ) : (
            <>
              The study cannot open before they are answered. Upload the responses, or leave such prompts out in the{' '}
              {design}.
            </>
          )}
        </p>
      </Notice>
    </div>
  )
}

const NAMED = 12

/** The first of the prompts by their ids, each with the systems that lack it. */
export function namePrompts(prompts: Unanswered): string {
  const named = prompts.slice(0, NAMED).map(({ prompt, systems }) => `${prompt} (${systems.join(', ')})`)
  const more = prompts.length - named.length
  return named.join(', ') + (more > 0 ? ` and ${more.toLocaleString('en')} more` : '')
}
