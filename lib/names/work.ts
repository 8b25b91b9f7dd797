/**
 * Counts the characters a scan looks at, again each time it looks again: a test holds that they are in proportion to the
 * text, whatever it is. Time would tell of the machine.
 */
export type Work = { steps: number }
