/** What passes in a moment need not be said: it is shown after half a second. */
export const LATE = 'transition-[visibility] delay-500 duration-0 starting:invisible'
