import { responseKey } from '@/lib/protocols/response-key'
import type { StudyInput } from './schema'
import { samplesOfDesign, systemsShown } from './systems-of-design'

/** The responses that no item of a design may show: those left out, and all to a prompt that is. */
export function excludedResponses(design: StudyInput): ReadonlySet<string> {
  const excluded = design.names.filter(({ decision }) => decision === 'EXCLUDE')
  if (excluded.length === 0) return new Set()
  const systems = systemsShown(design)
  const samples = Array.from({ length: samplesOfDesign(design) }, (_, sample) => sample)
  const keys = excluded.flatMap(({ promptId, systemId, sample }) =>
    systemId === null
      ? systems.flatMap((system) => samples.map((each) => responseKey(promptId, system, each)))
      : responseKey(promptId, systemId, sample),
  )
  return new Set(keys)
}
