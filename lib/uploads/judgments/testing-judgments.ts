const said = (role: string, content: unknown) => ({ role, content })
const zip = (answer: unknown) => [said('user', 'Zip?'), said('assistant', answer)]
const PAIR = { prompt: 'Zip?', response_a: 'Wax.', response_b: 'Oil.', model_a: 'Heron', model_b: 'Quill' }
const ANSWERED = { completed_by: 7, lead_time: 12.5, created_at: '2024-03-09T21:52:49.513742Z', was_cancelled: false }
const label = (value: object) => ({ from_name: 'v', to_name: 'a', type: 'choices', value })
const TURK = {
  ...{ HITId: 'h', WorkerId: 'A1B2C3', AssignmentStatus: 'Approved', WorkTimeInSeconds: '41' },
  ...{ SubmitTime: '2023-05-02T10:11:12Z', 'Input.prompt_html': 'Zip?', 'Input.generation_a_html': 'Wax.' },
  ...{ 'Input.generation_b_html': 'Oil.', 'Answer.pairwise.a': 'true', 'Answer.pairwise.b': 'false' },
}

type Fixture = {
  file?: string
  record: Record<string, unknown>
  /** What its answers to the first question are. */
  choices: string[]
  /** What is changed in it for a verdict that is none. */
  none: Record<string, unknown>
  /** Whether the file is a table. */
  isTable?: true
  /** What the file is, where it is one object around its records. */
  within?: (records: readonly Record<string, unknown>[]) => object
}

/** A record of each format, written by us: in the order of `JUDGMENT_FORMATS`. */
export const FIXTURES: Record<string, Fixture> = {
  'evenhand-judgments': {
    record: {
      ...{ study_id: 's', prompt_id: 'q-1', item: 0, model_a: 'Heron', model_b: 'Quill', verdict: 'B', score: -1 },
      ...{ presented_left: 'b', annotator: 'C01', group: 'Crowd', annotator_kind: 'person', in_force: true },
      ...{ left_out: null, submitted_at: '2024-03-09T21:52:49.513Z', protocol: 'comparison', elapsed_ms: 900 },
    },
    choices: ['B'],
    none: { score: null },
  },
  'open-instruct': {
    record: {
      ...{ instance_id: 'q-1', prompt: 'Zip?', model_a: 'Heron', model_b: 'Quill', completion_a: 'Wax.' },
      ...{ completion_b: 'Oil.', completion_a_is_acceptable: 'yes', completion_b_is_acceptable: 'no' },
      ...{ preference: 'a-is-better', evaluator: 'yo', timestamp: '2023-05-19T13:11:45Z' },
    },
    choices: ['A2'],
    none: { preference: 'none' },
  },
  'arena-votes': {
    record: {
      ...{ model_a: 'Heron', model_b: 'Quill', prompt: '["Zip?"]', response_a: '["Wax."]', response_b: '["Oil."]' },
      ...{ winner_model_a: 0, winner_model_b: 0, winner_tie: 1 },
    },
    choices: ['TIE'],
    none: { winner_tie: 0 },
  },
  pandalm: {
    record: {
      ...{ idx: 0, cmp_key: 'heron_quill', instruction: 'Zip?', input: '', response1: 'Wax.', response2: 'Oil.' },
      ...{ annotator1: 1, annotator2: 0 },
    },
    choices: ['A', 'TIE'],
    none: { annotator1: 5 },
  },
  'fastchat-pairs': {
    record: { question_id: 1, model_1: 'Heron', model_2: 'Quill', g1_winner: 'model_1', g2_winner: 'tie', turn: 1 },
    choices: ['A', 'TIE'],
    none: { g2_winner: 'error' },
  },
  'fastchat-reviews': {
    file: 'heron-vs-quill-gpt-4-reviewer-threeclass.jsonl',
    record: { review_id: 'x', question_id: 1, answer1_id: 'a', answer2_id: 'b', text: 'Equal.', score: 3 },
    choices: ['TIE'],
    none: { score: -1 },
  },
  'fastchat-single': {
    record: {
      ...{ question_id: 1, model: 'Heron', judge: ['gpt-4', 'single-v1'], user_prompt: 'Zip?', judgment: '[[7]]' },
      ...{ score: 7, turn: 1, tstamp: 1_687_000_000.5 },
    },
    choices: ['7'],
    none: { score: -1 },
  },
  'alpaca-annotations': {
    record: {
      ...{ instruction: 'Zip?', output_1: 'Wax.', generator_1: 'Heron', output_2: 'Oil.', generator_2: 'Quill' },
      ...{ preference: 2, annotator: 'gpt-4' },
    },
    choices: ['B'],
    none: { preference: null },
  },
  'lmsys-rows': {
    record: {
      ...{ model_a: 'Heron', model_b: 'Quill', winner: 'both_bad', evaluation_session_id: 'e-1', evaluation_order: 1 },
      ...{ conversation_a: zip([{ type: 'text', text: 'Wax.', image: null, mimeType: null }]) },
      ...{
        conversation_b: JSON.stringify(zip('Oil.')),
        language: 'en',
        is_code: false,
        timestamp: '2025-07-01T09:00:00Z',
      },
      occupational_tags: { software: true, medicine: false },
    },
    choices: ['BOTH_BAD'],
    none: { winner: 'neither of them' },
  },
  'auto-j': {
    record: { scenario: 'home', label: 1, prompt: 'Zip?', 'response 1': 'Wax.', 'response 2': 'Oil.' },
    choices: ['B'],
    none: { label: 3 },
  },
  llmbar: {
    record: { input: 'Zip?', output_1: 'Wax.', output_2: 'Oil.', label: 1 },
    choices: ['A'],
    none: { label: 0 },
  },
  'label-studio': {
    record: {
      ...{ id: 1, data: PAIR },
      annotations: [
        { ...ANSWERED, result: [label({ selected: 'left' })] },
        { ...ANSWERED, completed_by: { id: 8 }, result: [label({ choices: ['Both bad'] })] },
        { ...ANSWERED, was_cancelled: true, result: [] },
      ],
    },
    choices: ['A', 'BOTH_BAD'],
    none: { annotations: [{ ...ANSWERED, result: [label({ choices: ['maybe'] })] }] },
  },
  'label-studio-min': {
    record: {
      ...{ id: 3, question: 'Zip?', answer_a: 'Wax.', answer_b: 'Oil.', BetterAnswer: 'Answer B', annotator: 2 },
      ...{ DifficultToChoose: 'No.', annotation_id: 9, lead_time: 30.25, created_at: '2024-03-09T21:52:49Z' },
    },
    choices: ['B'],
    none: { BetterAnswer: 'Hard to say' },
  },
  'argilla-2': {
    record: {
      ...{ id: 'r-1', fields: { prompt: 'Zip?', response1: 'Wax.', response2: 'Oil.' }, status: 'completed' },
      responses: {
        comment: [{ value: 'Wax works.', user_id: 'u1' }],
        verdict: [
          { value: 'tie', user_id: 'u1' },
          { value: 'response2 is better', user_id: 'u2' },
        ],
      },
    },
    choices: ['TIE', 'B'],
    none: { responses: { verdict: [{ value: 'unsure', user_id: 'u1' }] } },
  },
  'argilla-1': {
    record: {
      ...{ prompt: 'Zip?', response1: 'Wax.', response2: 'Oil.', external_id: 'q-1', metadata: '{}' },
      preference: [
        { user_id: 'u1', value: { rank: [1, 1], value: ['response1', 'response2'] }, status: 'submitted' },
        { user_id: 'u2', value: { rank: [2, 1], value: ['response1', 'response2'] }, status: 'submitted' },
        { user_id: 'u3', value: { rank: [1, 2], value: ['response1', 'response2'] }, status: 'draft' },
      ],
    },
    choices: ['TIE', 'B'],
    none: { preference: [{ user_id: 'u1', value: 4, status: 'submitted' }] },
  },
  'potato-states': {
    record: {
      comment: { text: `Wax works. ${'Zip. '.repeat(20)}` },
      preference: { selection: 'B' },
    },
    choices: ['B'],
    none: { preference: { scale_value: 'far left' } },
    within: (records) => ({
      ...{ user_id: 'u1', instance_id_ordering: ['q-1', 'q-2'], max_assignments: -1 },
      instance_id_to_behavioral_data: {
        'q-1': { total_time_ms: 4200, session_end: 1709_000_000.5, interactions: [{}] },
      },
      instance_id_to_label_to_value: Object.fromEntries(records.map((one, nth) => [`q-${nth + 1}`, one])),
      instance_id_to_span_to_value: { 'q-1': [] },
    }),
  },
  'potato-rows': {
    record: {
      ...{ user_id: 'u1', instance_id: 'q-1', prompt: 'Zip?', responses: ['Wax.', 'Oil.'] },
      label_annotations: { comment: { text: 'Wax works.' }, preference: { selection: 'B' } },
    },
    choices: ['B'],
    none: { label_annotations: { preference: { scale_value: 'far left' } } },
  },
  'mturk-batch': {
    record: { ...TURK, 'Answer.pairwise.c': 'false' },
    choices: ['A'],
    none: { 'Answer.pairwise.a': 'false' },
    isTable: true,
  },
  'llm-comparator': {
    record: {
      ...{ input_text: 'Zip?', tags: ['home'], output_text_a: 'Wax.', output_text_b: 'Oil.', score: 0.25 },
      individual_rater_scores: [
        { score: 1.5, rating_label: 'A is much better', is_flipped: true, rationale: 'Clearer.' },
        { score: 0, rating_label: 'same', is_flipped: false },
        { score: -0.5, rating_label: 'B is slightly better', is_flipped: false },
      ],
    },
    choices: ['A', 'TIE', 'B'],
    none: { individual_rater_scores: [{ score: null }] },
    within: (examples) => ({ ...COMPARED, examples, rationale_clusters: [{ title: 'x' }] }),
  },
  'trl-preference': {
    record: { prompt: 'Zip?', chosen: zip('Wax.'), rejected: zip('Oil.'), score_chosen: 8 },
    choices: ['A'],
    none: { chosen: null },
  },
}

const COMPARED = {
  metadata: { source_path: 'x', custom_fields_schema: [] },
  models: [{ name: 'Heron' }, { name: 'Quill' }],
}

/** A file of these records, as the format has them: JSON Lines, a table, or an object around them. */
export function fileOf({ isTable, within }: Fixture, records: readonly Record<string, unknown>[]): string {
  if (within) return JSON.stringify(within(records), null, 1)
  if (!isTable) return records.map((record) => `${JSON.stringify(record)}\n`).join('')
  const columns = Object.keys(records[0] ?? {})
  const cell = (value: unknown) => `"${String(value ?? '').replaceAll('"', '""')}"`
  return [columns, ...records.map((record) => columns.map((column) => record[column]))]
    .map((row) => `${row.map(cell).join(',')}\n`)
    .join('')
}
