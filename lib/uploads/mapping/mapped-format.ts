import { AppError } from '@/lib/errors'
import type { Format } from '../formats/format'
import type { JudgmentFormat } from '../judgments/format'
import { ofChosen } from './chosen-rows'
import { mappedJudgments } from './mapped-judgments'
import { mappedTexts } from './mapped-texts'
import { mappedPrompts, mappedResponses } from './mapped-uploads'
import type { Mapping } from './schema'

const ROWS = {
  prompt: 'prompts',
  response: 'responses of one system',
  pair: 'pairs of responses',
  wide: 'responses of several systems',
  judgment: 'judgments',
} as const

/** A mapping as a format of judgments, or of texts of several systems. @throws AppError `invalid` for one of others */
export function mappedImport(mapping: Mapping): JudgmentFormat {
  if (mapping.row === 'prompt' || (mapping.row === 'response' && !mapping.system))
    throw elsewhere(mapping, 'judgments or pairs')
  const format = mapping.row === 'judgment' ? mappedJudgments(mapping) : mappedTexts(mapping)
  return { ...format, read: ofChosen(mapping.only, format.read) }
}

/** A mapping as a format of prompts, or of one system’s responses. @throws AppError `invalid` for one of others */
export function mappedUpload(kind: Format['kind'], mapping: Mapping): Format {
  if (kind === 'PROMPTS' && mapping.row === 'prompt') {
    const format = mappedPrompts(mapping)
    return { ...format, read: ofChosen(mapping.only, format.read) }
  }
  if (kind === 'RESPONSES' && mapping.row === 'response' && !mapping.system) {
    const format = mappedResponses(mapping)
    return { ...format, read: ofChosen(mapping.only, format.read) }
  }
  throw elsewhere(mapping, kind === 'PROMPTS' ? 'prompts' : 'responses of one system')
}

function elsewhere({ name, row }: Mapping, wanted: string): AppError {
  return new AppError('invalid', {
    message: `By the mapping “${name}” the rows are ${ROWS[row]}; wanted are ${wanted}. Use a mapping of those, or bring the file where its rows belong.`,
  })
}
