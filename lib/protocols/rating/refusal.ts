/** Why a rating study cannot be designed or opened. */
export const RATINGS_REFUSED = 'Rating studies cannot be opened yet.'
