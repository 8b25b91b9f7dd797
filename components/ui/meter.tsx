/** How much of something is done: a bar beside the two numbers. */
export function Meter({ done, of }: { done: number; of: number }) {
  return (
    <>
      <span className="meter" aria-hidden="true">
        <i style={{ width: `${of === 0 ? 0 : (100 * done) / of}%` }} />
      </span>
      <span className="of">
        {done.toLocaleString('en')} of {of.toLocaleString('en')}
      </span>
    </>
  )
}
