import { RecordProblem } from '../../problems'
import type { JsonRecord } from '../../read/fields'
import { requiredId } from '../../read/record-parts'
import { type JudgmentFormat, UNSAID } from '../format'
import { maybeText, unparsed, unwrapped } from '../parts'
import { THREE } from '../questions'

/** `FIRST-vs-SECOND-gpt-4-reviewer-threeclass.jsonl`; the reviewer may be missing. */
const FILE = /^(.+?)-vs-(.+?)(?:-(gpt-4|gpt-3\.5-turbo|gpt-3\.5|[^-]+)-reviewer(?:-[^-]+)?)?\.[a-z]+$/i

/** FastChat's reviews of two answers, a file each pair and order, as Vicuna's and QLoRA's evaluations wrote them. */
export const fastchatReviews: JudgmentFormat = {
  id: 'fastchat-reviews',
  name: 'FastChat reviews of two answers (Vicuna, QLoRA)',
  matches: (has) => has('answer1_id') && has('answer2_id') && has('score'),
  criteria: [THREE],
  policy: {
    ties: 'A score of 3, or two equal scores, is a tie.',
    repeats: 'The two orders of a pair are two judgments of the same item by the same reviewer.',
    sides: 'Known: the answer of the system that the file’s name says first was shown first.',
    losses:
      'A score of −1 is no verdict. Of two scores only the higher one counts. The files hold neither prompts nor answers.',
  },
  read: (record, file) => {
    const [, first, second, reviewer = 'Reviewer'] = FILE.exec(file) ?? []
    if (!first || !second)
      throw new RecordProblem(
        'missing_field',
        `The file’s name does not say whose answers they are; name it FIRST-vs-SECOND-gpt-4-reviewer.jsonl, not “${file.slice(0, 80)}”`,
      )
    return [
      {
        ...UNSAID,
        promptId: requiredId(record, 'question_id'),
        ...{ systemA: first, systemB: second, leftIsA: true },
        ...{ annotator: reviewer, group: reviewer, isModel: true },
        rationale: maybeText(record, 'text'),
        answers: [{ criterion: 0, choice: choiceOf(record), raw: JSON.stringify(record.score) }],
      },
    ]
  },
}

const CODES: Record<string, string> = { 1: 'A', 2: 'B', 3: 'TIE' }

function choiceOf(record: JsonRecord): string {
  const score = unwrapped(record.score)
  if (!Array.isArray(score)) {
    const code = CODES[String(score)]
    if (code === undefined) throw unparsed('score', record.score)
    return code
  }
  const [one, other] = score
  if (score.length !== 2 || ![one, other].every((value) => typeof value === 'number' && value >= 0))
    throw unparsed('score', JSON.stringify(score))
  return one > other ? 'A' : one < other ? 'B' : 'TIE'
}
