import { mappedTexts } from '../../mapping/mapped-texts'
import { MAPPING_FORMAT } from '../../mapping/schema'
import type { JudgmentFormat } from '../format'

const at = (path: string) => ({ path, json: false })

/** TRL's preference data, UltraFeedback binarized among them: what was preferred and what was not are the two systems. */
export const trlPairs: JudgmentFormat = {
  ...mappedTexts({
    ...{ format: MAPPING_FORMAT, name: 'TRL preference data', row: 'pair' },
    ...{ promptId: at('prompt_id'), prompt: at('prompt'), category: at('source') },
    ...{ modelA: { fixed: 'chosen', json: false }, modelB: { fixed: 'rejected', json: false } },
    ...{ responseA: at('chosen'), responseB: at('rejected') },
  }),
  id: 'trl-pairs',
  matches: (has) => has('chosen') && has('rejected'),
}
