/** How much of something is done: a bar beside the two numbers. */
export function Meter({ done, of }: { done: number; of: number }) {
  return (
    <>
      <span
        className="me-[0.7rem] inline-block h-1.5 w-[4.6rem] bg-wash align-[0.1em] shadow-[inset_0_0_0_1px_var(--color-rule)]"
        aria-hidden="true"
      >
        <i className="block h-full bg-accent" style={{ width: `${of === 0 ? 0 : (100 * done) / of}%` }} />
      </span>
      <span className="whitespace-nowrap text-ink-2">
        {done.toLocaleString('en')} of {of.toLocaleString('en')}
      </span>
    </>
  )
}
