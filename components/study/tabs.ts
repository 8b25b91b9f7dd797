/** The pages of a study, in order; the overview has no segment of its own. */
export const TABS = [
  { segment: null, label: 'Overview' },
  { segment: 'design', label: 'Design' },
  { segment: 'items', label: 'Items' },
  { segment: 'annotators', label: 'Annotators' },
  { segment: 'results', label: 'Results' },
  { segment: 'agreement', label: 'Agreement' },
  { segment: 'rankings', label: 'Rankings' },
  { segment: 'judges', label: 'Judges' },
  { segment: 'export', label: 'Export' },
  { segment: 'team', label: 'Team' },
] as const
