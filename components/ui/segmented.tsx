import { styled } from './styled'

/** A choice among few, side by side: labels with a radio button in each, or links of which one is current. */
export const Segmented = styled(
  'span',
  [
    'inline-flex overflow-hidden rounded-md border border-rule-strong bg-surface max-sm:flex',
    '*:inline-flex *:min-h-[calc(var(--target)-2px)] *:cursor-pointer *:items-center *:px-3 *:text-sm *:text-ink-2 *:no-underline',
    '*:max-sm:min-h-(--target) *:max-sm:flex-auto *:max-sm:justify-center *:max-sm:px-[0.4rem] *:max-sm:text-center *:max-sm:leading-[1.2]',
    '*:not-first:border-s *:not-first:border-rule [&_input]:pointer-events-none [&_input]:absolute [&_input]:opacity-0',
    '[&>:is(:has(:checked),[aria-current])]:bg-accent-wash [&>:is(:has(:checked),[aria-current])]:font-semibold [&>:is(:has(:checked),[aria-current])]:text-ink [&>:is(:has(:checked),[aria-current])]:shadow-[inset_0_-2px_0_var(--color-accent)]',
    '[&>:is(:has(:focus-visible),:focus-visible)]:outline-2 [&>:is(:has(:focus-visible),:focus-visible)]:-outline-offset-2 [&>:is(:has(:focus-visible),:focus-visible)]:outline-accent',
  ].join(' '),
)
