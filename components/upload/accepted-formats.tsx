import { ScrollX } from '@/components/ui/scroll-x'

type Kind = 'PROMPTS' | 'RESPONSES'

const PROMPT_FORMATS = [
  ['Evenhand', 'JSON Lines, JSON or CSV', '{"id": "q-1", "prompt": "How do I free a stuck zip?", "category": "home"}'],
  ['FastChat, Vicuna, MT-bench', 'question.jsonl', '{"question_id": 81, "category": "writing", "turns": ["…", "…"]}'],
  ['AlpacaEval', 'JSON', '[{"instruction": "…", "input": "…", "dataset": "koala"}]'],
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
  ['Questions with generations', '*.jsonl', '{"question_id": 1, "text": "…", "generation": "…"}'],
] as const

const TEMPLATES = {
  PROMPTS:
    'id,category,tags,prompt\nq-1,home,short;practical,How do I free a stuck zip?\nq-2,writing,,"Write a note to a neighbour, who plays the drums at night."\n',
  RESPONSES:
    'id,response\nq-1,"Rub a little candle wax along the teeth, then work the slider back and forth."\nq-2,"Dear neighbour,\n\nI enjoy that you play. After ten, could you leave out the drums?"\n',
} as const

/** What may be uploaded, each with one record, and a template to start from. */
export function AcceptedFormats({ kind }: { kind: Kind }) {
  const isPrompts = kind === 'PROMPTS'
  return (
    <section className="set-part formats" aria-labelledby="formats">
      <h2 id="formats">Formats</h2>
      <p className="quiet">
        Recognised by content, not by name. UTF-8, up to 100 MB here and any size with <code>npm run import</code>.{' '}
        <a
          href={`data:text/csv;charset=utf-8,${encodeURIComponent(TEMPLATES[kind])}`}
          download={isPrompts ? 'prompts-template.csv' : 'responses-template.csv'}
        >
          Template (CSV)
        </a>
      </p>
      <ScrollX label="Formats" className="mt-4">
        <table className="data format-list">
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
                <td className="quiet">{file}</td>
                <td>
                  <pre>{record}</pre>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollX>
      <p className="note mt-3">
        {isPrompts
          ? 'Prompts without an id are numbered in the order of the file.'
          : 'A response finds its prompt by id, else by the prompt’s exact text. One file holds the output of one system.'}{' '}
        All fields are described in docs/file-formats.md.
      </p>
    </section>
  )
}
