import Link from 'next/link'
import { ScrollX } from '@/components/ui/scroll-x'
import { Table } from '@/components/ui/table'
import { Note } from '@/components/ui/text'
import { PartTitle } from './part-title'

type Kind = 'PROMPTS' | 'RESPONSES'

const PROMPT_FORMATS = [
  ['Evenhand', 'JSON Lines, JSON or CSV', '{"id": "q-1", "prompt": "How do I free a stuck zip?", "category": "home"}'],
  ['FastChat, Vicuna, MT-bench', 'question.jsonl', '{"question_id": 81, "category": "writing", "turns": ["…", "…"]}'],
  ['AlpacaEval', 'JSON', '[{"instruction": "…", "input": "…", "dataset": "koala"}]'],
  [
    'LIMA, and dialogues: their openings',
    '*.jsonl',
    '{"conversations": ["How do I free a stuck zip?"], "source": "home"}',
  ],
  [
    'Batch requests (OpenAI-compatible, Anthropic)',
    '*.jsonl',
    '{"custom_id": "q-1", "body": {"messages": [{"role": "user", "content": "…"}]}}',
  ],
  ['Gemini batch, requests', '*.jsonl', '{"key": "q-1", "request": {"contents": [{"parts": [{"text": "…"}]}]}}'],
  [
    'Logs of lm-evaluation-harness, Inspect, lighteval, HELM',
    'as they are written',
    'What was asked, without what was answered',
  ],
  ['OpenAssistant trees', '*.jsonl.gz', '{"message_tree_id": "…", "prompt": {"text": "…", "replies": […]}}'],
] as const

const RESPONSE_FORMATS = [
  [
    'Evenhand',
    'JSON Lines, JSON or CSV',
    '{"id": "q-1", "response": "Rub a little candle wax…", "system": "heron-13b"}',
  ],
  [
    'FastChat model answers',
    'model_answer/*.jsonl',
    '{"question_id": 81, "model_id": "…", "choices": [{"index": 0, "turns": ["…"]}]}',
  ],
  ['FastChat, older answers', '*.jsonl', '{"answer_id": "…", "question_id": 1, "model_id": "…", "text": "…"}'],
  ['AlpacaEval', 'model_outputs.json', '[{"instruction": "…", "output": "…", "generator": "…"}]'],
  [
    'Dialogues',
    'JSON Lines or JSON',
    '{"id": "q-1", "messages": [{"role": "user", "content": "…"}, {"role": "assistant", "content": "…"}, …]}',
  ],
  ['Dialogues (LIMA)', '*.jsonl', '{"conversations": ["…", "…", "…", "…"]}'],
  ['Dialogues (ShareGPT)', 'JSON', '[{"id": "…", "conversations": [{"from": "human", "value": "…"}, …]}]'],
  ['Questions with generations', '*.jsonl', '{"question_id": 1, "text": "…", "generation": "…"}'],
  [
    'OpenAI-compatible batch, with its requests',
    '*.jsonl',
    '{"custom_id": "q-1", "response": {"status_code": 200, "body": {"model": "…", "choices": […]}}}',
  ],
  [
    'Anthropic batch, with its requests',
    '*.jsonl',
    '{"custom_id": "q-1", "result": {"type": "succeeded", "message": {"content": […]}}}',
  ],
  [
    'Gemini batch, with its requests',
    '*.jsonl',
    '{"key": "q-1", "response": {"candidates": [{"content": {"parts": [{"text": "…"}]}}]}}',
  ],
  [
    'lm-evaluation-harness',
    'samples_*.jsonl',
    '{"doc_id": 0, "arguments": {"gen_args_0": {"arg_0": "…"}}, "filtered_resps": ["…"]}',
  ],
  ['Inspect', '*.eval, *.json', 'samples/ID_epoch_1.json'],
  ['lighteval', 'details_*.parquet', 'doc, model_response'],
  ['HELM', 'scenario_state.json', '{"adapter_spec": {"model": "…"}, "request_states": […]}'],
  ['OpenAssistant trees', '*.jsonl.gz', '{"message_tree_id": "…", "prompt": {"text": "…", "replies": […]}}'],
] as const

const TEMPLATES = {
  PROMPTS:
    'id,category,tags,prompt\nq-1,home,short;practical,How do I free a stuck zip?\nq-2,writing,,"Write a note to a neighbour, who plays the drums at night."\n',
  RESPONSES:
    'id,response\nq-1,"Rub a little candle wax along the teeth, then work the slider back and forth."\nq-2,"Dear neighbour,\n\nI enjoy that you play. After ten, could you leave out the drums?"\n',
} as const

/** On a phone a format is a paragraph of its own. */
const LIST = [
  'max-sm:[&_thead]:hidden max-sm:[&_tr]:grid max-sm:[&_tr]:border-b max-sm:[&_tr]:border-rule max-sm:[&_tr]:py-2',
  'max-sm:[&_tr:last-child]:border-b-0 max-sm:[&_:is(td,th)]:border-b-0 max-sm:[&_:is(td,th)]:px-0 max-sm:[&_:is(td,th)]:py-[0.1rem]',
].join(' ')

/** What may be uploaded, each with one record, and a template to start from. */
export function AcceptedFormats({ kind }: { kind: Kind }) {
  const isPrompts = kind === 'PROMPTS'
  return (
    <section
      className="mt-12 max-w-[60rem] [&_:is(code,pre)]:whitespace-pre-wrap [&_:is(code,pre)]:wrap-anywhere"
      aria-labelledby="formats"
    >
      <PartTitle id="formats">Formats</PartTitle>
      <p className="text-ink-2">
        Recognised by content, not by name: JSON Lines, JSON, CSV, Parquet and Excel, also in gzip and zip archives; up
        to 100 MB here and any size with <code>npm run import</code>.{' '}
        <a
          href={`data:text/csv;charset=utf-8,${encodeURIComponent(TEMPLATES[kind])}`}
          download={isPrompts ? 'prompts-template.csv' : 'responses-template.csv'}
        >
          Template (CSV)
        </a>
      </p>
      <ScrollX label="Formats" className="mt-4">
        <Table className={LIST}>
          <thead>
            <tr>
              <th scope="col">Format</th>
              <th scope="col">File</th>
              <th scope="col">A record</th>
            </tr>
          </thead>
          <tbody>
            {(isPrompts ? PROMPT_FORMATS : RESPONSE_FORMATS).map(([name, file, record]) => (
              <tr key={name}>
                <th scope="row">{name}</th>
                <td className="text-ink-2">{file}</td>
                <td>
                  <pre className="m-0 font-mono text-[0.8125rem]/[1.5] text-ink-2">{record}</pre>
                </td>
              </tr>
            ))}
          </tbody>
        </Table>
      </ScrollX>
      <Note className="mt-3">
        {isPrompts
          ? 'Prompts without an id are numbered in the order of the file.'
          : 'A response finds its prompt by id, else by the prompt’s exact text. Files may name several systems.'}{' '}
        All fields are described in docs/file-formats.md. Of any other table, or of one of these by your own reading,{' '}
        <Link href="/tables">tell what its columns mean</Link>.
      </Note>
    </section>
  )
}
