/**
 * All that a browser of somebody who judges is sent about a study, besides the files of the app, which are the same for every
 * study. Tests hold it against the routes there are, and record what a browser receives from each and look for whatever would
 * tell who answered.
 */
export const BLIND_ROUTES = [
  { route: '/join/[token]', holds: 'the title of the study and what is asked of who joins it' },
  { route: '/annotate/[studyId]', holds: 'an empty page with the title, which asks the next one' },
  {
    route: 'GET /api/annotate/[studyId]/page',
    holds: 'instructions, consent, questions with their options, and where the annotator stands',
  },
  {
    route: 'GET /api/annotate/[studyId]/desk',
    holds: 'prompts and responses of the items that the annotator holds, masked, sides drawn, under the ids of slots',
  },
  {
    route: 'POST /api/annotate/[studyId]/judgments',
    holds: 'the same of the next items, and after practice what was expected there',
  },
  { route: 'GET /api/annotate/[studyId]/history', holds: 'the annotator’s own last verdicts' },
  {
    route: 'GET /api/annotate/[studyId]/pairs/[assignmentId]',
    holds: 'one of the annotator’s own items as it was shown, with their verdict',
  },
  { route: 'POST /api/annotate/[studyId]/consent', holds: 'that the consent is stored' },
  {
    route: 'POST /api/annotate/[studyId]/finish',
    holds: 'whether the part of somebody from a crowd platform has ended',
  },
  { route: '/r/[token]', holds: 'the title of the study, its consent text, and at the end a code and the way back' },
] as const
