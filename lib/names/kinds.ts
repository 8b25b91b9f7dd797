/** Where a word comes from, the most telling first: a system of the study, the admins' list, or the built-in ones. */
export const NAME_KINDS = ['SYSTEM', 'LISTED', 'MODEL', 'MAKER', 'PHRASE'] as const
export type NameKind = (typeof NAME_KINDS)[number]

/**
 * A word to look for. `opens`: a phrase such as “developed by”, of which the next words are a part. `loose`: whatever
 * signs stand between its parts.
 */
export type NameWord = { word: string; kind: NameKind; opens?: boolean; loose?: boolean }

/** A word that was found, and where in the text. */
export type NameHit = { word: string; kind: NameKind; start: number; end: number }
