/** What annotators read of a design, beside prompts and responses; of options, what they stand for, too. */
type Wording = { title: string; framing: string; question: string; instructions: string; labels: string[] }

/**
 * The systems whose name stands in what annotators read, in any case, as words of their own: such a study is not blind.
 * It is for the researcher to judge: a system may be called as an ordinary word is.
 */
export function namedSystems(systems: readonly string[], wording: Wording): string[] {
  const text = Object.values(wording).flat().join('\n')
  return systems.filter((name) =>
    new RegExp(`(?<![\\p{L}\\p{N}])${literal(name.trim())}(?![\\p{L}\\p{N}])`, 'iu').test(text),
  )
}

function literal(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&')
}
