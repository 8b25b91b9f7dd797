import { mappedTexts } from '../../mapping/mapped-texts'
import { MAPPING_FORMAT } from '../../mapping/schema'
import type { JudgmentFormat } from '../format'

const at = (path: string) => ({ path, json: false })

/** OpenAI's preference data for DPO. */
export const dpoPairs: JudgmentFormat = {
  ...mappedTexts({
    ...{ format: MAPPING_FORMAT, name: 'OpenAI preference data (DPO)', row: 'pair', prompt: at('input.messages') },
    ...{ modelA: { fixed: 'preferred', json: false }, modelB: { fixed: 'non-preferred', json: false } },
    ...{ responseA: at('preferred_output'), responseB: at('non_preferred_output') },
  }),
  id: 'dpo-pairs',
  matches: (has) => has('preferred_output') && has('non_preferred_output'),
}
