import type { Row, Slot } from '@/lib/uploads/mapping/draft'
import type { LookedAt } from '@/lib/uploads/mapping/look'
import type { Meaning } from '@/lib/uploads/mapping/meanings'

export const ROWS: { row: Row; name: string; says: string }[] = [
  { row: 'prompt', name: 'A prompt', says: 'What systems were asked, or are to be asked' },
  { row: 'response', name: 'A response', says: 'One answer to one prompt' },
  { row: 'pair', name: 'A pair of responses', says: 'A prompt with two answers, without a verdict' },
  { row: 'wide', name: 'A response in each column', says: 'A prompt, and a column for every system' },
  { row: 'judgment', name: 'A judgment', says: 'Who or what prefers which of two' },
]

/** Each place by its name, and what happens without it. */
export const SLOT_WORDS: Record<Slot, { name: string; without: string }> = {
  promptId: { name: 'Prompt id', without: 'Prompts are told apart by their text.' },
  prompt: { name: 'Prompt', without: 'Prompts are found by their id, in the prompt set.' },
  category: { name: 'Category', without: '' },
  tags: { name: 'Tags', without: '' },
  response: { name: 'Response', without: 'Needed.' },
  sample: { name: 'Sample', without: 'One response to a prompt.' },
  system: { name: 'System', without: 'All rows are of one system, which you name.' },
  responseA: { name: 'Response A', without: 'Items are without its text, unless the prompt set has it.' },
  responseB: { name: 'Response B', without: 'Items are without its text, unless the prompt set has it.' },
  turn: { name: 'Turn', without: 'Each row is of the whole response.' },
  annotator: { name: 'Annotator', without: 'Every row counts as a different person: agreement will be empty.' },
  time: { name: 'Time', without: 'Judgments are dated with the import.' },
  seconds: { name: 'Seconds taken', without: '' },
  rationale: { name: 'Reason', without: '' },
}

export const MEANING_WORDS: Record<Meaning, string> = {
  ...{ A: 'A is better', B: 'B is better', FIRST: 'The one shown first', SECOND: 'The one shown second' },
  ...{ TIE: 'A tie', BOTH_BAD: 'Both are bad', NONE: 'No verdict: leave out' },
  ...{ A1: 'A, grade 1', A2: 'A, grade 2', A3: 'A, grade 3', B1: 'B, grade 1', B2: 'B, grade 2', B3: 'B, grade 3' },
  ...{ FIRST1: 'Shown first, grade 1', FIRST2: 'Shown first, grade 2', FIRST3: 'Shown first, grade 3' },
  ...{ SECOND1: 'Shown second, grade 1', SECOND2: 'Shown second, grade 2', SECOND3: 'Shown second, grade 3' },
}

const KIND_WORDS = { text: 'text', number: 'number', truth: 'true or false', list: 'list', object: 'object' } as const

/** Of which kinds a column's values are: “text”, “text, number”. */
export function kindsIn({ kinds, asJson }: LookedAt): string {
  const names = Object.keys(kinds).map((kind) => KIND_WORDS[kind as keyof typeof KIND_WORDS])
  return [...names, ...(asJson > 0 ? ['JSON in text'] : [])].join(', ') || 'empty'
}
