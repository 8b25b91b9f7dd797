/** Words that people who read English as a second language stumble over, or that name no thing of ours. */
export const NOT_TO_USE = [
  ...(['utilise', 'utilize', 'leverage', 'facilitate', 'commence', 'terminate', 'ascertain', 'endeavour'] as const),
  ...(['whilst', 'hereby', 'thereof', 'henceforth', 'albeit', 'notwithstanding', 'aforementioned'] as const),
  ...(['subsequently', 'prior to', 'in order to', 'e.g.', 'i.e.', 'etc.', 'via', 'paradigm', 'stratum'] as const),
  ...(['vote', 'rater', 'battle', 'annotation task'] as const),
]

/** Names that were given up, for they were not understood at first sight: they must not come back. */
export const GIVEN_UP = [
  ...(['Kept per item', 'Looks at the outcome', 'One key away', 'Name no system in it', 'not told from even'] as const),
  ...(['drags it down', 'Deactivate…', 'Leave out…', 'identical pair', 'Identical pair'] as const),
]

/** The words of each sentence of a message; what a message is filled in with counts as one. */
export function sentencesOf(message: string): string[][] {
  return variantsOf(message)
    .flatMap((text) => text.split(/(?<=[.!?:;])\s+|\n+/))
    .map((sentence) => sentence.split(/\s+/).filter((word) => /[\p{L}\p{N}]/u.test(word)))
    .filter((words) => words.length > 0)
}

/** A message that says one thing or another, as what it may come to: each choice is a text of its own. */
function variantsOf(message: string): string[] {
  const open = /\{\w+,\s*(?:plural|select),/.exec(message)
  if (!open) return [message.replaceAll(/\{[^{}]*\}/g, 'N')]
  const { choices, end } = choicesOf(message, open.index + open[0].length)
  const [before, after] = [message.slice(0, open.index), message.slice(end)]
  return choices.flatMap((choice) => variantsOf(before + choice.replaceAll('#', '1') + after))
}

/** The texts between the braces of a choice, and where it ends. */
function choicesOf(message: string, from: number): { choices: string[]; end: number } {
  const choices: string[] = []
  let [depth, began] = [0, from]
  for (let at = from; at < message.length; at++) {
    if (message[at] === '{' && depth++ === 0) began = at + 1
    if (message[at] !== '}') continue
    if (depth === 0) return { choices, end: at + 1 }
    if (--depth === 0) choices.push(message.slice(began, at))
  }
  return { choices, end: message.length }
}
