/** A key cap. Hidden from assistive technology, which gets `aria-keyshortcuts` from the control. */
export function Key({ children }: { children: React.ReactNode }) {
  return (
    <span className="cap" aria-hidden="true">
      <kbd>{children}</kbd>
    </span>
  )
}
