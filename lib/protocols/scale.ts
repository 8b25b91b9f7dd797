/** An option of a scale. What its score means is the protocol's. */
export type ScaleOption = {
  code: string
  score: number
  label: string
  /** What it stands for, in a sentence or two; nothing where the label says all. */
  anchor?: string
}

/** A scale to start from: options in the order they are shown. */
export type ScaleTemplate = { name: string; options: readonly ScaleOption[] }

/** A template's own wording, by option code. */
export function labelsOf({ options }: ScaleTemplate): Record<string, string> {
  return Object.fromEntries(options.map(({ code, label }) => [code, label]))
}

/** Which of some templates has exactly these option codes. @throws Error when none has */
export function templateOf<Key extends string>(
  templates: Readonly<Record<Key, ScaleTemplate>>,
  codes: readonly string[],
): Key {
  const known = (Object.entries(templates) as [Key, ScaleTemplate][]).find(
    ([, { options }]) => options.length === codes.length && options.every(({ code }) => codes.includes(code)),
  )
  if (!known) throw new Error(`no scale has the options ${codes.join(', ')}`)
  return known[0]
}
