import type { Mapping } from '../mapping/schema'

/** The name of a file of judgments or pairs, and how it is to be read. */
export type HowToRead = {
  file: string
  /** The only format to read it as: what was chosen, or what other files of the import are. */
  wanted: string | null
  mapping: Mapping | null
  /** Whether it is taken for pairs of responses, with no regard to verdicts. */
  pairs: boolean
}
