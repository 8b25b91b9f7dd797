import type { WinTieLoss } from '@/lib/analysis/win-tie-loss'
import { wholeNumber } from './percent'

/** What a reader has to know about where a figure's numbers are from, as the figure's download and its page say it. */
export function provenance({ study, simulated, counted }: WinTieLoss): { tag: string; text: string } | null {
  if (study.origin === 'RECONSTRUCTED') return { tag: 'Reconstructed', text: study.source }
  if (simulated === 0) return null
  const which = simulated === counted ? 'All' : `${wholeNumber(simulated)} of the`
  return {
    tag: 'Simulated',
    text: `${which} ${wholeNumber(counted)} judgments counted were made by a simulation, not by people or LLMs.`,
  }
}

/** Says so while more judgments may come. */
export function interim({ study }: WinTieLoss): string | null {
  return study.status === 'OPEN' || study.status === 'PAUSED'
    ? 'The study has not been closed: these are interim figures.'
    : null
}

/** Both as sentences for a download. */
export function figureNotes(result: WinTieLoss): string[] {
  const from = provenance(result)
  return [from && `${from.tag}: ${from.text}`, interim(result)].filter((note) => note !== null)
}
