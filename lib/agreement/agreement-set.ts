/** On which items agreement is measured: the two are reported apart, never pooled. */
export const AGREEMENT_SETS = {
  shared: {
    label: 'Shared set',
    on: 'on the shared set',
    what: 'Items that the design puts before every annotator of some groups, as LIMA did with fifty',
  },
  pairable: {
    label: 'Everything pairable',
    on: 'on everything pairable',
    what: 'All regular items that two annotators judged, by design or not, those of the shared set among them',
  },
} as const

export type AgreementSet = keyof typeof AGREEMENT_SETS

/** A set as it stands in an address; null where it does not say, or says it wrongly. */
export function toAgreementSet(raw: string | undefined): AgreementSet | null {
  return raw !== undefined && Object.hasOwn(AGREEMENT_SETS, raw) ? (raw as AgreementSet) : null
}

/** The set that is shown: the one asked for, else the shared one as soon as two annotators have judged an item of it. */
export function chooseSet(asked: AgreementSet | null, { shared }: { shared: { items: number } | null }): AgreementSet {
  return asked !== 'pairable' && shared !== null && shared.items > 0 ? 'shared' : 'pairable'
}
