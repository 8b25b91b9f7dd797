/** One model's run, as acts name it. */
export type RunKey = { studyId: string; annotatorId: string }
