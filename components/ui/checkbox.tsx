'use client'

type Props = {
  isSelected: boolean
  onChange: (isSelected: boolean) => void
  isDisabled?: boolean
  children: React.ReactNode
}

/** A box to tick, with its words as its target. */
export function Checkbox({ isSelected, onChange, isDisabled, children }: Props) {
  return (
    <label className="inline-flex min-h-(--target) items-center gap-2">
      <input
        type="checkbox"
        checked={isSelected}
        disabled={isDisabled}
        onChange={(event) => onChange(event.target.checked)}
      />
      <span>{children}</span>
    </label>
  )
}
