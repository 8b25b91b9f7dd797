import { mappedTexts } from '../../mapping/mapped-texts'
import { MAPPING_FORMAT } from '../../mapping/schema'
import { anyId } from '../../read/record-parts'
import type { JudgmentFormat } from '../format'

const at = (path: string) => ({ path, json: false })

const read = mappedTexts({
  ...{ format: MAPPING_FORMAT, name: 'Evenhand pairs', row: 'pair' },
  ...{ prompt: at('prompt'), category: at('category'), tags: at('tags') },
  ...{ modelA: { path: 'model_a', json: false }, modelB: { path: 'model_b', json: false } },
  ...{ responseA: at('response_a'), responseB: at('response_b') },
})

/** Pairs by the names that our own exports give them. */
export const evenhandPairs: JudgmentFormat = {
  ...read,
  id: 'evenhand-pairs',
  matches: (has) => ['model_a', 'model_b', 'response_a', 'response_b'].every(has) && !has('winner_tie'),
  read: (record, file) => read.read(record, file).map((row) => ({ ...row, promptId: anyId(record) })),
}
