import type { ModelSettings } from '@/lib/models/design'
import { howToAnswer } from '@/lib/models/request'
import { wholeNumber } from '@/lib/numbers/percent'
import type { ProtocolKind } from '@/lib/protocols/protocol-of'
import type { ToldModel } from './read-models'

/** Which models judged, how they were asked, and the one sentence that was added to what people read. */
export function modelSettingsNotes(models: readonly ToldModel[], protocol: ProtocolKind = 'COMPARISON'): string[] {
  const asked = models.map(
    ({ code, settings }) =>
      `${code} is ${settings.model} by ${settings.provider.name} (${howAsked(settings, protocol)}).`,
  )
  const added = new Set(
    models.map(({ settings, criteria }) =>
      howToAnswer(
        { criteria: criteria.map(({ unit }) => ({ ...{ id: '', question: '', options: [] }, unit })) },
        settings,
      ),
    ),
  )
  return [...asked, ...[...added].map((sentence) => `Added to what people read: “${sentence}”`)]
}

function howAsked({ parameters, orders, repeats, reason }: ModelSettings, protocol: ProtocolKind): string {
  const { temperature, topP, seed, maxTokens, reasoningEffort } = parameters
  const parts = [
    // A response alone has one.
    protocol === 'COMPARISON' && (orders === 'BOTH' ? 'both orders' : 'one order'),
    repeats > 0 && `asked again ${repeats === 1 ? 'once' : `${repeats} times`}`,
    reason === 'FIRST' ? 'reason first' : 'no reason',
    temperature !== null && `temperature ${temperature}`,
    topP !== null && `top-p ${topP}`,
    seed !== null && `seed ${seed}`,
    reasoningEffort !== null && `${reasoningEffort} reasoning`,
    `at most ${wholeNumber(maxTokens)} tokens`,
  ]
  return parts.filter(Boolean).join(', ')
}
