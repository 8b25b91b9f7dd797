import type { Message } from '@/lib/prompts/messages'

/** A column of a file: its type in JSONL (any may be null), and what it holds. */
export type Column = {
  name: string
  /** Messages are a list of role and content. */
  type: 'text' | 'integer' | 'number' | 'boolean' | 'time' | 'json' | 'messages'
  holds: string
}

/** JSON and messages are values of their own in JSONL, and their text in CSV. */
type Cell<T extends Column['type']> = T extends 'integer' | 'number'
  ? number
  : T extends 'boolean'
    ? boolean
    : T extends 'json'
      ? unknown
      : T extends 'messages'
        ? Message[]
        : string

/** One line of a file with these columns. */
export type RowOf<C extends readonly Column[]> = { [K in C[number] as K['name']]: Cell<K['type']> | null }

/**
 * judgments.csv and judgments.jsonl: one row an answer, or an item that could not be judged. The same for both protocols:
 * what one of them has not is empty. New columns go to the end.
 */
export const JUDGMENT_COLUMNS = [
  { name: 'study', type: 'text', holds: 'Title of the study.' },
  { name: 'study_id', type: 'text', holds: 'Its id, as in its address.' },
  {
    name: 'origin',
    type: 'text',
    holds:
      'collected (by a person or an LLM), simulated, reconstructed (from published counts), or imported (a study finished elsewhere).',
  },
  { name: 'item', type: 'integer', holds: 'Number of the item in the study, from 0.' },
  { name: 'prompt_id', type: 'text', holds: 'Id of the prompt, as uploaded.' },
  { name: 'category', type: 'text', holds: 'Category of the prompt.' },
  { name: 'tags', type: 'text', holds: 'Tags of the prompt, as a JSON list.' },
  {
    name: 'model_a',
    type: 'text',
    holds: 'System that made response A, or the one that is rated. A and B are fixed for the item, not sides.',
  },
  { name: 'model_b', type: 'text', holds: 'System that made response B; empty in ratings.' },
  { name: 'focal', type: 'text', holds: 'Which of the two is the study’s focal system: a or b; empty without one.' },
  { name: 'length_a', type: 'integer', holds: 'Characters of response A, or of the one that is rated.' },
  { name: 'length_b', type: 'integer', holds: 'Characters of response B.' },
  { name: 'criterion', type: 'text', holds: 'The question that was answered.' },
  {
    name: 'verdict',
    type: 'text',
    holds:
      'Code of the chosen option: A and B are the arms, wherever they stood; TIE, BOTH_BAD; of ratings as in scale. Empty: could not judge.',
  },
  {
    name: 'score',
    type: 'number',
    holds:
      'Its score: above 0 for A, below 0 for B, 0 for neither; of ratings, the more the better. Empty without a verdict.',
  },
  {
    name: 'tie_offered',
    type: 'boolean',
    holds:
      'Whether the question offered an answer that prefers neither; AC1 counts its categories by that. Empty in ratings.',
  },
  {
    name: 'presented_left',
    type: 'text',
    holds:
      'Which arm stood left, or first on a narrow screen: a or b; empty in ratings, and where it was not recorded.',
  },
  { name: 'annotator', type: 'text', holds: 'Code of the annotator in this study. Never a name or an e-mail.' },
  { name: 'group', type: 'text', holds: 'Annotator group.' },
  { name: 'simulated', type: 'boolean', holds: 'Whether a simulation answered in place of a person or an LLM.' },
  { name: 'leased_at', type: 'time', holds: 'When the annotator got the pair, UTC.' },
  { name: 'submitted_at', type: 'time', holds: 'When the judgment, or the flag, was stored, UTC.' },
  { name: 'elapsed_ms', type: 'integer', holds: 'Milliseconds from showing the pair to the verdict.' },
  { name: 'active_ms', type: 'integer', holds: 'Milliseconds of these with the page in view.' },
  {
    name: 'asked',
    type: 'text',
    holds:
      'What the desk asked about before it took the verdict: time, end (not read to it) or both; empty: it did not.',
  },
  { name: 'hasty', type: 'boolean', holds: 'Whether the verdict was given while that was still so.' },
  { name: 'in_force', type: 'boolean', holds: 'False when the annotator changed this verdict later.' },
  {
    name: 'left_out',
    type: 'text',
    holds:
      'Why no figure counts the row; empty when they do. Without a verdict, set_aside of people and no_verdict of models, unless the model is left out itself.',
  },
  { name: 'rank', type: 'integer', holds: 'Place of the slot in the order drawn from the seed.' },
  { name: 'slot', type: 'integer', holds: 'Number of the slot of its item, from 0.' },
  { name: 'repeat', type: 'integer', holds: '0, or 1 when the annotator judged the item a second time by plan.' },
  { name: 'item_kind', type: 'text', holds: 'regular, check, gold or practice.' },
  { name: 'shared', type: 'boolean', holds: 'Whether the item is of the shared set, on which agreement is measured.' },
  {
    name: 'expected',
    type: 'text',
    holds: 'The known verdict of a check, gold or practice item, to the first question; of turns, that of each.',
  },
  { name: 'masked', type: 'text', holds: 'Words that stood masked in prompt and both responses, as a JSON list.' },
  { name: 'warned', type: 'boolean', holds: 'Whether the pair stood covered until its annotator asked to see it.' },
  { name: 'seed', type: 'integer', holds: 'Seed of the study.' },
  { name: 'rationale', type: 'text', holds: 'The reason that was given with this verdict, as it was written.' },
  {
    name: 'flag',
    type: 'text',
    holds:
      'Why the pair could not be judged: broken_text, needs_expertise, unsafe or other; no_verdict where a model gave none.',
  },
  { name: 'flag_note', type: 'text', holds: 'What the annotator wrote beside the flag.' },
  {
    name: 'runs_study',
    type: 'boolean',
    holds: 'Whether the annotator also runs the study, so that its systems and results were open to them.',
  },
  {
    name: 'revision',
    type: 'integer',
    holds: '0 for the first answer to the question, 1 for its first change, and so on.',
  },
  {
    name: 'protocol',
    type: 'text',
    holds: 'comparison (of two responses) or rating (of one).',
  },
  {
    name: 'turn',
    type: 'integer',
    holds:
      'Which of the assistant’s turns was judged, from 1; 0 for the whole. Empty without a verdict, and where counts do not tell.',
  },
  { name: 'sample', type: 'integer', holds: 'Which of the system’s responses to the prompt was rated, from 0.' },
  {
    name: 'scale',
    type: 'text',
    holds: 'All options of the question of a rating, the worst first, with their scores, as a JSON object.',
  },
  { name: 'annotator_kind', type: 'text', holds: 'person, or model: a language model.' },
  {
    name: 'annotator_model',
    type: 'text',
    holds: 'Name of the model as it is asked for; empty of people, and of models whose verdicts were brought in.',
  },
  {
    name: 'outcome',
    type: 'text',
    holds:
      'What came of asking the model: answered, unparsed, refused, filtered, truncated or too_long; empty of people.',
  },
  { name: 'family_a', type: 'text', holds: 'Family of system A, which a model of it may favour; empty when unknown.' },
  { name: 'family_b', type: 'text', holds: 'The same of system B.' },
  {
    name: 'parity_margin',
    type: 'number',
    holds:
      'How far a model’s agreement with people may lie from people’s with each other to pass for equal, as the protocol says.',
  },
  {
    name: 'raw_verdict',
    type: 'text',
    holds: 'Of an imported study, the verdict as its file has it, before the pair was turned; else empty.',
  },
  {
    name: 'screen_language',
    type: 'text',
    holds: 'Language of the judging screen, apart from the study’s own words: en, de, zh-Hans, …; empty of models.',
  },
] as const satisfies readonly Column[]

export type JudgmentRow = RowOf<typeof JUDGMENT_COLUMNS>

/** What stands behind them where the texts are asked for. */
export const TEXT_COLUMNS = [
  { name: 'prompt', type: 'messages', holds: 'The prompt, as messages of role and content, masked as it was shown.' },
  {
    name: 'response_a',
    type: 'messages',
    holds: 'Response A, or the one that is rated; empty where a file lacked it.',
  },
  { name: 'response_b', type: 'messages', holds: 'Response B; empty in ratings.' },
] as const satisfies readonly Column[]

export type TextRow = RowOf<typeof TEXT_COLUMNS>

/** figure-1.csv: one row a group and pair of systems. Shares and limits are from 0 to 1 and not rounded. */
export const FIGURE_COLUMNS = [
  { name: 'study', type: 'text', holds: 'Title of the study.' },
  { name: 'study_id', type: 'text', holds: 'Its id, as in its address.' },
  {
    name: 'origin',
    type: 'text',
    holds: 'collected, simulated, reconstructed or imported: where the study’s judgments are from.',
  },
  { name: 'group', type: 'text', holds: 'Annotator group.' },
  { name: 'system', type: 'text', holds: 'The system whose wins are counted.' },
  { name: 'against', type: 'text', holds: 'The system it was compared with.' },
  { name: 'n', type: 'integer', holds: 'Verdicts counted: judgments, or what the rule makes of an item’s judgments.' },
  { name: 'prompts', type: 'integer', holds: 'Prompts they are on.' },
  { name: 'simulated', type: 'integer', holds: 'How many of them a simulation made.' },
  { name: 'wins', type: 'integer', holds: 'Judgments with a score in favour of the system.' },
  { name: 'ties', type: 'integer', holds: 'Judgments with a score of 0.' },
  { name: 'losses', type: 'integer', holds: 'Judgments with a score in favour of the other.' },
  { name: 'win_share', type: 'number', holds: 'wins / n; empty, like all that follows, when n is 0.' },
  { name: 'win_lower', type: 'number', holds: 'Lower 95% limit of the share of wins.' },
  { name: 'win_upper', type: 'number', holds: 'Upper 95% limit.' },
  { name: 'tie_share', type: 'number', holds: 'ties / n.' },
  { name: 'tie_lower', type: 'number', holds: 'Lower 95% limit.' },
  { name: 'tie_upper', type: 'number', holds: 'Upper 95% limit.' },
  { name: 'loss_share', type: 'number', holds: 'losses / n.' },
  { name: 'loss_lower', type: 'number', holds: 'Lower 95% limit.' },
  { name: 'loss_upper', type: 'number', holds: 'Upper 95% limit.' },
  { name: 'win_or_tie_share', type: 'number', holds: '(wins + ties) / n.' },
  { name: 'win_or_tie_lower', type: 'number', holds: 'Lower 95% limit.' },
  { name: 'win_or_tie_upper', type: 'number', holds: 'Upper 95% limit.' },
  { name: 'score', type: 'number', holds: '(wins + ties / 2) / n.' },
  { name: 'score_lower', type: 'number', holds: 'Lower 95% limit, clustered by prompt.' },
  { name: 'score_upper', type: 'number', holds: 'Upper 95% limit.' },
  { name: 'decided_share', type: 'number', holds: 'wins / (wins + losses).' },
  { name: 'decided_lower', type: 'number', holds: 'Lower 95% limit.' },
  { name: 'decided_upper', type: 'number', holds: 'Upper 95% limit.' },
  { name: 'sign_p', type: 'number', holds: 'Exact two-sided sign test on the prompts’ majorities.' },
  { name: 'test', type: 'text', holds: 'The primary test: sign, or clustered (t-test of the score against one half).' },
  { name: 'p', type: 'number', holds: 'Its p-value.' },
  { name: 'p_holm', type: 'number', holds: 'The same after Holm over the pairs of the group.' },
  {
    name: 'rule',
    type: 'text',
    holds: 'Which judgments count: all, earliest, majority, signs, order-averaged, order-ties.',
  },
  { name: 'question', type: 'text', holds: 'The question that was answered.' },
  { name: 'method', type: 'text', holds: 'How the limits were computed.' },
  { name: 'no_verdict', type: 'integer', holds: 'Of models, slots without a verdict; empty of people.' },
  {
    name: 'score_as_ties',
    type: 'number',
    holds: 'What the score would be if these were ties; empty where there are none.',
  },
  { name: 'score_as_losses', type: 'number', holds: 'The same if they were losses.' },
  {
    name: 'order_pairs',
    type: 'integer',
    holds: 'Items that a model of the group saw in both orders; empty of people.',
  },
  { name: 'inconsistent', type: 'integer', holds: 'On how many of them its two verdicts differ.' },
] as const satisfies readonly Column[]

export type FigureRow = RowOf<typeof FIGURE_COLUMNS>
