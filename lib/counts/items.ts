/** Items of a study by kind; together they are all that is put before annotators. */
export type ItemKinds = { regular: number; check: number; gold: number; practice: number }

type Kind = 'REGULAR' | 'CHECK' | 'GOLD' | 'PRACTICE'

/** Counts items by kind. */
export function kindsOf(items: readonly { kind: Kind }[]): ItemKinds {
  const of = (kind: Kind) => items.filter((item) => item.kind === kind).length
  return { regular: of('REGULAR'), check: of('CHECK'), gold: of('GOLD'), practice: of('PRACTICE') }
}

/** All items, whatever their kind. */
export function allItems({ regular, check, gold, practice }: ItemKinds): number {
  return regular + check + gold + practice
}
