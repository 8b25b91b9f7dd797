type Props = {
  label: React.ReactNode
  small?: React.ReactNode
  value: React.ReactNode
  /** The formula with its numbers, and what it assumes. */
  children: React.ReactNode
}

/** One figure of the panel; its formula is one click away. */
export function Figure({ label, small, value, children }: Props) {
  return (
    <details className="reckoned" suppressHydrationWarning>
      <summary>
        <span>
          {label}
          {small && <small>{small}</small>}
        </span>
        <strong>{value}</strong>
      </summary>
      <div className="note">{children}</div>
    </details>
  )
}
