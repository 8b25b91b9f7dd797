/** How often a run says that it is at work, in milliseconds. */
export const BEAT_MS = 5000

/** After how many seconds of silence a run is taken for dead. */
export const SILENT_SECONDS = 20
