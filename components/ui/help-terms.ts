/** A term of statistics, or a word of ours, as it is explained wherever it stands. */
export type Term = {
  name: string
  /** What it says, in a sentence. */
  says: string
  /** When to worry, in a sentence. */
  worry: string
}

/** The terms that have a mark beside them, and a place of their own on the page of words. */
export const TERMS = {
  agreement: {
    name: 'Tie-discounted agreement',
    says: 'How often two annotators say the same; a tie against a choice counts as half.',
    worry: 'Worry when people agree with each other much less than the published 75 to 80 percent.',
  },
  kappa: {
    name: 'Cohen’s and Fleiss’ κ',
    says: 'Agreement beyond what chance would give: 1 is full agreement, 0 is chance alone.',
    worry: 'Worry below 0.2; where one answer is very common, read AC1 beside it.',
  },
  alpha: {
    name: 'Krippendorff’s α',
    says: 'Agreement beyond chance among any number of annotators, with gaps in the data.',
    worry:
      'Worry below 0.67 when conclusions rest on single items; below 0 annotators disagree more than chance would.',
  },
  ac1: {
    name: 'Gwet’s AC1 and AC2',
    says: 'Agreement beyond chance that stays stable when one answer is much more common than the others.',
    worry: 'Worry when it is high and κ is near 0: then nearly everybody gives one answer.',
  },
  'dawid-skene': {
    name: 'Dawid–Skene',
    says: 'How often an annotator gives the verdict that all annotators together make most likely.',
    worry: 'Worry about an annotator far below the others of their group; read their items first.',
  },
  holm: {
    name: 'p after Holm',
    says: 'The p-value once it is allowed for that several rows are tested at a time.',
    worry: 'At 0.05 or more the data show no clear difference; that is not proof that there is none.',
  },
  wilson: {
    name: 'Wilson interval',
    says: 'Where the true share probably lies: 95 of 100 such intervals contain it.',
    worry: 'Worry when it crosses one half: then the row has no clear winner.',
  },
  clustered: {
    name: 'Clustered by prompt',
    says: 'Intervals that allow for judgments of one prompt being alike, so they are wider than simple ones.',
    worry: 'Worry when there are fewer than about 20 prompts: then the intervals are rough.',
  },
  'bradley-terry': {
    name: 'Strength (Bradley–Terry)',
    says: 'One number for each system from all its comparisons: the difference of two gives the odds of winning.',
    worry: 'Worry when systems were never compared, not even through others: then they have no common scale.',
  },
} as const satisfies Record<string, Term>

export type TermName = keyof typeof TERMS

/** How a term is written in the head of a column. */
const IN_HEADS: [RegExp, TermName][] = [
  [/κ/, 'kappa'],
  [/α/, 'alpha'],
  [/AC[12]/, 'ac1'],
  [/Dawid/, 'dawid-skene'],
  [/Holm/, 'holm'],
  [/^Tie-discounted/, 'agreement'],
  [/^Strength$/, 'bradley-terry'],
]

/** The terms that the heads of a table name, each where it stands first. */
export function termsIn(heads: readonly string[]): Map<string, TermName> {
  const found = new Map<string, TermName>()
  for (const [how, term] of IN_HEADS) {
    const head = heads.find((each) => how.test(each) && !found.has(each))
    if (head !== undefined) found.set(head, term)
  }
  return found
}
