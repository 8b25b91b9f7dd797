import { tv } from 'tailwind-variants/lite'

/** The label of a field, of a group of fields or of a choice. */
export const fieldLabel = tv({ base: 'mb-[0.3rem] block text-xs font-semibold text-ink-2' })

/** What is wrong with a field, beneath it. */
export const fieldError = tv({ base: 'mt-[0.35rem] block text-xs font-semibold text-critical' })
