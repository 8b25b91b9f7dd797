/** The label of a field, of a group of fields or of a choice. */
export const fieldLabel = () => 'mb-[0.3rem] block text-xs font-semibold text-ink-2'

/** What is wrong with a field, beneath it. */
export const fieldError = () => 'mt-[0.35rem] block text-xs font-semibold text-critical'
