type Meter = (outcome: string) => void

// Metrics are counted in the process that answers, whose parts are bundled apart.
const holder = globalThis as { evenhandMeter?: Meter | undefined }

/** Tells what came of a submission to whoever counts; nobody does where no metrics are asked for. */
export function tellSubmission(outcome: string): void {
  holder.evenhandMeter?.(outcome)
}

/** Counts submissions from here on. @returns what ends it */
export function onSubmission(count: Meter): () => void {
  holder.evenhandMeter = count
  return () => {
    holder.evenhandMeter = undefined
  }
}
