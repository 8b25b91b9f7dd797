import { alpacaOutputs } from './alpaca-outputs'
import { alpacaPrompts } from './alpaca-prompts'
import { anthropicBatch, anthropicRequests } from './anthropic-batch'
import { evenhandPrompts } from './evenhand-prompts'
import { evenhandResponses } from './evenhand-responses'
import { fastchatAnswers } from './fastchat-answers'
import { fastchatChoices } from './fastchat-choices'
import { fastchatQuestions } from './fastchat-questions'
import type { Format } from './format'
import { geminiBatch, geminiRequests } from './gemini-batch'
import { generations } from './generations'
import { helmPredictions } from './helm-predictions'
import { helmPrompts, helmStates } from './helm-states'
import { inspectPrompts, inspectSamples } from './inspect-samples'
import { lightevalDetails, lightevalPrompts } from './lighteval-details'
import { limaConversations } from './lima-conversations'
import { limaResponses } from './lima-responses'
import { lmEvalPrompts, lmEvalSamples } from './lm-eval-samples'
import { oasstPrompts, oasstTrees } from './oasst-trees'
import { openaiBatch, openaiRequests } from './openai-batch'

/** The formats that are read, prompts before responses, the more telling first. */
export const FORMATS: readonly Format[] = [
  openaiRequests,
  anthropicRequests,
  geminiRequests,
  lmEvalPrompts,
  inspectPrompts,
  lightevalPrompts,
  helmPrompts,
  oasstPrompts,
  fastchatQuestions,
  evenhandPrompts,
  alpacaPrompts,
  limaConversations,
  openaiBatch,
  anthropicBatch,
  geminiBatch,
  lmEvalSamples,
  inspectSamples,
  lightevalDetails,
  helmStates,
  helmPredictions,
  oasstTrees,
  fastchatChoices,
  generations,
  fastchatAnswers,
  alpacaOutputs,
  evenhandResponses,
  limaResponses,
]
