/** The largest design file that is read: one with 500 gold items takes a fifth of it. */
export const MAX_DESIGN_BYTES = 1024 * 1024
