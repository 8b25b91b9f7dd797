import { text } from '../read/fields'
import { anyId, assistant, promptIn } from '../read/record-parts'
import type { ResponseFormat } from './format'

export const alpacaOutputs: ResponseFormat = {
  id: 'alpaca-outputs',
  kind: 'RESPONSES',
  name: 'AlpacaEval model outputs',
  fields: [
    ['Prompt id', 'id'],
    ['Prompt', 'instruction, and input below it: matched by its text'],
    ['Response', 'output'],
    ['System', 'generator'],
  ],
  matches: (has) => has('instruction') && has('output'),
  system: 'generator',
  read: (record) => [
    { externalId: anyId(record), prompt: promptIn(record), sample: 0, messages: [assistant(text(record, 'output'))] },
  ],
}
