import 'server-only'
import type { Ending, Platform } from './platforms'
import type { Endings } from './schema'

/** Where Prolific takes people back, with their code. It is in nothing that browsers get before. */
const PROLIFIC = 'https://app.prolific.com/submissions/complete?cc={code}'

/** What an ending brings, as it is kept with whom it is for: the address with its places still empty. */
export function broughtBy(platform: Platform, endings: Endings, ending: Ending) {
  const { code, address } = endings[ending]
  return { code: code || null, address: platform === 'PROLIFIC' ? PROLIFIC : address || null }
}

type Filling = { participant: string | null; session: string | null; code: string | null; outcome: Ending }

/** An address with what is filled in, each percent-encoded; what is not known is left empty. */
export function fillIn(address: string, { outcome, ...filling }: Filling): string {
  const values: Record<string, string | null> = { ...filling, outcome: outcome.toLowerCase() }
  return address.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(values[name] ?? ''))
}
