/** The largest file the browser may send; the command takes any. */
export const MAX_UPLOAD_BYTES = 100 * 1024 * 1024
