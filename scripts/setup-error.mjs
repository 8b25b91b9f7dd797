/** A failure a person can mend; printed without a stack. */
export class SetupError extends Error {}
