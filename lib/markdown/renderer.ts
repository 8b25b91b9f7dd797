/**
 * The renderer's version, kept with what it made: HTML of another one is not shown. Raise it whenever any text may come out
 * otherwise than before, here and in prisma/functions/renderer.sql; its test says when that was forgotten.
 */
export const RENDERER = '1'
