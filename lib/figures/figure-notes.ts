import { count } from '@/lib/numbers/count'
import { wholeNumber } from '@/lib/numbers/percent'
import type { Account } from '@/lib/rates/left-out'
import type { ResultFacts } from '@/lib/rates/study-facts'

/** What a reader has to know about where a figure's numbers are from, as the figure's download and its page say it. */
export function provenance({ study, simulated, counted }: ResultFacts): { tag: string; text: string } | null {
  if (study.origin === 'RECONSTRUCTED') return { tag: 'Reconstructed', text: study.source }
  if (study.origin === 'IMPORTED') return { tag: 'Imported', text: study.source }
  if (simulated === 0) return null
  const which = simulated === counted ? 'All' : `${wholeNumber(simulated)} of the`
  const what =
    counted === 1 ? 'The one judgment counted was' : `${which} ${wholeNumber(counted)} judgments counted were`
  return { tag: 'Simulated', text: `${what} made by a simulation, not by people or LLMs.` }
}

/** Says so while more judgments may come. */
function interim({ study }: ResultFacts): string | null {
  return study.status === 'OPEN' || study.status === 'PAUSED'
    ? 'The study has not been closed: these are interim figures.'
    : null
}

/** How many judgments are recorded that no figure counts, and why. */
export function leftOutNote({ recorded, leftOut }: Account): string | null {
  const reasons = leftOut.filter((reason) => reason.count > 0)
  if (reasons.length === 0) return null
  const all = reasons.reduce((sum, reason) => sum + reason.count, 0)
  const why = reasons.map((reason) => `${lowerFirst(reason.why)}: ${wholeNumber(reason.count)}`)
  return `Left out are ${wholeNumber(all)} of ${count(recorded, 'judgment')} recorded (${why.join('; ')}).`
}

/** As `leftOutNote` writes it: reasons may have brackets of their own. */
const LEFT_OUT_NOTE = / ?Left out are [\d,]+ of [\d,]+ judgments? recorded \((?:[^()]|\([^()]*\))*\)\./

/** A caption for a page that says once what was left out; files need it in full. @returns whether there was something */
export function cutLeftOut(caption: string): { caption: string; hasLeftOut: boolean } {
  const cut = caption.replace(LEFT_OUT_NOTE, '').trimStart()
  return { caption: cut, hasLeftOut: cut !== caption }
}

/** All of it as sentences for a caption. */
export function figureNotes(result: ResultFacts): string[] {
  const from = provenance(result)
  const source = from && `${from.tag}: ${from.tag === 'Simulated' ? lowerFirst(from.text) : from.text}`
  return [source, leftOutNote(result), interim(result)].filter((note) => note !== null)
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1)
}
