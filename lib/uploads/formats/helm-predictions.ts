import { inside } from '../read/content'
import { checkText, type JsonRecord, sample, text } from '../read/fields'
import { assistant, requiredId, user } from '../read/record-parts'
import type { ResponseFormat } from './format'

const isAsked = (record: JsonRecord) => record.predicted_text === undefined

/** What HELM shows on its pages, with the file of instances beside it where prompts are not known by their id. */
export const helmPredictions: ResponseFormat = {
  id: 'helm-predictions',
  kind: 'RESPONSES',
  name: 'HELM displayed predictions',
  fields: [
    ['Prompt id', 'instance_id'],
    ['Prompt', 'input.text, of instances.json'],
    ['Response', 'predicted_text'],
    ['Sample', 'train_trial_index'],
    ['System', 'named with the upload'],
  ],
  matches: (has) => (has('instance_id') && has('predicted_text')) || (has('id') && has('input') && has('references')),
  beside: ['references', 'split', 'stats', 'mapped_output', 'truncated_predicted_text', 'perturbation', 'extra_data'],
  system: 'model',
  isRequest: isAsked,
  read: (record) => {
    if (isAsked(record))
      return [
        {
          externalId: requiredId(record, 'id'),
          prompt: [user(checkText(inside(record.input).text, '“input.text”'))],
          ...{ sample: 0, messages: [] },
        },
      ]
    return [
      {
        externalId: requiredId(record, 'instance_id'),
        ...{ prompt: null, sample: sample(record, 'train_trial_index') },
        messages: [assistant(text(record, 'predicted_text'))],
      },
    ]
  },
}
