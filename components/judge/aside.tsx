/** A line above the verdict: what is to be known of it, and the way out. */
export function Aside({ children }: { children: React.ReactNode }) {
  return (
    <div className="mb-[0.35rem] flex flex-wrap items-center justify-between gap-x-4 gap-y-1 border-b border-rule text-sm">
      {children}
    </div>
  )
}
