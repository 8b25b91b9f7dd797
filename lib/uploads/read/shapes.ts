import { PROMPT_SHAPES } from './prompt-shapes'
import { RESPONSE_SHAPES } from './response-shapes'
import type { Shape } from './shape'

/** The shapes a record can have, the more telling first. */
export const SHAPES: readonly Shape[] = [...PROMPT_SHAPES, ...RESPONSE_SHAPES]
