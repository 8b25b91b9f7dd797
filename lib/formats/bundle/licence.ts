/** What the licence of judgments is, nobody told: that of the texts would not be theirs. */
export const UNKNOWN_LICENCE = 'https://choosealicense.com/no-permission/'
