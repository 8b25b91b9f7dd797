import { alpacaOutputs } from './alpaca-outputs'
import { alpacaPrompts } from './alpaca-prompts'
import { evenhandPrompts } from './evenhand-prompts'
import { evenhandResponses } from './evenhand-responses'
import { fastchatAnswers } from './fastchat-answers'
import { fastchatChoices } from './fastchat-choices'
import { fastchatQuestions } from './fastchat-questions'
import type { Format } from './format'
import { generations } from './generations'
import { limaConversations } from './lima-conversations'
import { limaResponses } from './lima-responses'

/** The formats that are read, prompts before responses, the more telling first. */
export const FORMATS: readonly Format[] = [
  fastchatQuestions,
  evenhandPrompts,
  alpacaPrompts,
  limaConversations,
  fastchatChoices,
  generations,
  fastchatAnswers,
  alpacaOutputs,
  evenhandResponses,
  limaResponses,
]
