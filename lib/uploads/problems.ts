type Tone = 'critical' | 'caution' | 'note'

type ProblemWords = {
  /** Heading of the row. */
  what: string
  /** What happens, and what can be done. */
  advice: string
  /** In the sums of the dry run. */
  short: string
  tone: Tone
}

/** Everything that can be wrong with one record of a file, in the words of the review, the report and the command. */
export const PROBLEMS = {
  blank: { what: 'Blank line', advice: 'Left out.', short: 'blank', tone: 'note' },
  request: {
    what: 'What was asked',
    advice: 'Only used to find the prompt of the answer with the same id.',
    short: 'what was asked',
    tone: 'note',
  },
  failed_request: {
    what: 'Failed request',
    advice:
      'Left out: there is no response. Ask again for it, and upload what comes: what is there already is recognised.',
    short: 'failed request',
    tone: 'critical',
  },
  not_json: {
    what: 'Not JSON',
    advice: 'Left out. Mend the record and upload the file again: what is there already is recognised.',
    short: 'not JSON',
    tone: 'critical',
  },
  duplicate_key: {
    what: 'Field given twice',
    advice: 'Left out: it cannot be told which of the two is meant. Remove one and upload the file again.',
    short: 'field given twice',
    tone: 'critical',
  },
  formula_cell: {
    what: 'Formula in a cell',
    advice:
      'Left out: a formula is not what somebody wrote, and its result is not read. Paste the column as values, or put an apostrophe before a text that begins with = + - or @.',
    short: 'formula in a cell',
    tone: 'critical',
  },
  wrong_type: {
    what: 'Wrong type',
    advice: 'Left out. Text must stand in quotation marks; nothing is turned into text by itself.',
    short: 'wrong type',
    tone: 'critical',
  },
  wrong_columns: {
    what: 'Cells do not fit the columns',
    advice: 'Left out. Give the record as many cells as the first line has names; quote cells that hold the separator.',
    short: 'cells that do not fit',
    tone: 'critical',
  },
  missing_field: {
    what: 'Missing field',
    advice: 'Left out. Add what is missing and upload the file again.',
    short: 'missing field',
    tone: 'critical',
  },
  unstorable: {
    what: 'Character that is no text',
    advice: 'Left out. Remove the character and upload the file again.',
    short: 'no text',
    tone: 'critical',
  },
  too_long: {
    what: 'Too long',
    advice: 'Left out. Shorten it, or check that a line break is not missing.',
    short: 'too long',
    tone: 'critical',
  },
  empty_response: {
    what: 'Empty response',
    advice: 'The prompt counts as missing. Import it as an empty answer only if that is what the system said.',
    short: 'empty response',
    tone: 'critical',
  },
  unknown_prompt: {
    what: 'Unknown prompt',
    advice: 'Not in this prompt set. Left out. Check that the file belongs to this set.',
    short: 'unknown prompt',
    tone: 'critical',
  },
  ambiguous: {
    what: 'Prompt not clear',
    advice: 'Several prompts of the set have this very text. Left out. Give the prompt’s id in the file.',
    short: 'prompt not clear',
    tone: 'critical',
  },
  prompt_differs: {
    what: 'Other prompt text',
    advice: 'The set has another text under this id. Left out. Check that the file belongs to this set.',
    short: 'other prompt text',
    tone: 'critical',
  },
  wrong_turns: {
    what: 'Turns do not fit',
    advice: 'Left out. A response needs one answer to each of the prompt’s open user turns.',
    short: 'turns that do not fit',
    tone: 'critical',
  },
  wrong_order: {
    what: 'Turns out of order',
    advice:
      'Left out. After the prompt a dialogue goes on in turns, one of the assistant and one of the user, and ends with the assistant’s: join two in a row, leave out a last question.',
    short: 'turns out of order',
    tone: 'critical',
  },
  wrong_system: {
    what: 'Another system',
    advice: 'Left out. One file holds the output of one system: upload the other system’s records by themselves.',
    short: 'another system',
    tone: 'critical',
  },
  duplicate: {
    what: 'Duplicate',
    advice: 'The first is kept, this one left out.',
    short: 'duplicate',
    tone: 'caution',
  },
  differs: {
    what: 'Differs from what is there',
    advice: 'What is there is kept, this one left out. For a new text use another name.',
    short: 'differs from what is there',
    tone: 'caution',
  },
  unparsed: {
    what: 'Verdict that is none',
    advice: 'Left out, and counted as that: it is no tie.',
    short: 'verdicts that are none',
    tone: 'caution',
  },
  not_counted: {
    what: 'Not submitted, or not counted',
    advice: 'Left out: where it was made it was skipped, rejected, taken back or not counted.',
    short: 'not submitted or not counted',
    tone: 'note',
  },
  not_chosen: {
    what: 'Not of the chosen rows',
    advice: 'Left out as the mapping says: it takes only rows with certain values of this column.',
    short: 'not of the chosen rows',
    tone: 'note',
  },
  unsupported_image: {
    what: 'An image',
    advice: 'Left out. Only text can be compared: what was said about an image cannot be judged without it.',
    short: 'with an image',
    tone: 'caution',
  },
  unknown_value: {
    what: 'Verdict without a meaning',
    advice:
      'Nothing is guessed, so it stops the import. Say in the mapping what the value means, or that it is no verdict.',
    short: 'verdicts without a meaning',
    tone: 'critical',
  },
  same_system: {
    what: 'One system twice',
    advice: 'Left out. A judgment is between two systems: look whether both fields hold the same name.',
    short: 'one system twice',
    tone: 'critical',
  },
} as const satisfies Record<string, ProblemWords>

export type ProblemCode = keyof typeof PROBLEMS

/** Rows that nothing is lost with: they stand in the way of no import. */
export const HARMLESS: readonly string[] = ['blank', 'request', 'not_chosen'] satisfies ProblemCode[]

/** How many rows stand in the way of an import. */
export function countInTheWay(counts: readonly { problem: string | null; count: number }[]): number {
  return counts.reduce(
    (sum, { problem, count }) => sum + (problem === null || HARMLESS.includes(problem) ? 0 : count),
    0,
  )
}

/** What is worth a look in a response that is imported as it is. */
export const WARNINGS = {
  cut_off: 'met the limit of tokens and ends there',
} as const
export type WarningCode = keyof typeof WARNINGS

export function isProblemCode(code: string): code is ProblemCode {
  return code in PROBLEMS
}

/** What is wrong with one record; caught by the reader, which makes a row of it. */
export class RecordProblem extends Error {
  constructor(
    readonly code: ProblemCode,
    readonly detail: string,
  ) {
    super(detail)
  }
}
