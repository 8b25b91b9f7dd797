import { type ExportedJudgment, SET_ASIDE } from './exported-judgment'

type Row = ExportedJudgment
type Fact = string | number | boolean | null

/** Something that a row says of its study, item, prompt or annotator; null where it says nothing. */
type Said = { of: (row: Row) => Fact; words: (row: Row, before: Fact, now: Fact) => string }

/** What has been said of the things of one kind, and on which line first. */
class Scope {
  private readonly known = new Map<string, { line: number; facts: Fact[] }>()

  /** @param keyOf the name of what a row is about; null where it is about none of this kind */
  constructor(
    private readonly keyOf: (row: Row) => string | null,
    private readonly said: readonly Said[],
  ) {}

  add(row: Row, line: number): string | null {
    const key = this.keyOf(row)
    if (key === null) return null
    const before = this.known.get(key)
    if (!before) {
      this.known.set(key, { line, facts: this.said.map(({ of }) => of(row)) })
      return null
    }
    for (let k = 0; k < this.said.length; k++) {
      const { of, words } = this.said[k] as Said
      const [was, now] = [before.facts[k] as Fact, of(row)]
      if (now === was || now === null) continue
      if (was !== null) return told(line, before.line, words(row, was, now))
      before.facts[k] = now
    }
    return null
  }
}

const join = (...parts: readonly Fact[]) => parts.join('\u0000')

/**
 * Whether the rows of a file agree on what belongs to one study, item, prompt or annotator. Without this, an item number
 * used twice would make one item of two, a code used by two people one person, and a file joined to itself twice the
 * judgments: numbers that look like any others.
 */
export class KeyChecks {
  private readonly scopes: Scope[] = makeScopes()
  private readonly given = new Map<string, number>()
  private question: { line: number; criterion: string } | null = null
  private timed: { line: number; isTimed: boolean } | null = null

  /** @param criterion the question that is chosen; else the rows that count have to answer one */
  constructor(private readonly criterion?: string) {}

  /** What contradicts an earlier line, in words; null where nothing does. */
  add(row: Row, line: number): string | null {
    for (const scope of this.scopes) {
      const contradiction = scope.add(row, line)
      if (contradiction !== null) return contradiction
    }
    if (row.leftOut === SET_ASIDE) return null
    if (row.tieOffered === false && row.score === 0)
      return `Line ${line} contradicts itself: its score is 0, a tie, and “tie_offered” says that none was offered.`
    return this.isTwice(row, line) ?? this.isOtherQuestion(row, line) ?? this.isUntimed(row, line)
  }

  private isTwice(row: Row, line: number): string | null {
    const { study, item, annotator, criterion, repeat, slot, at, leftIsA, leftOut, turn } = row
    if (item === null || annotator === null || leftOut === 'superseded') return null
    const place = slot !== null ? join('slot', slot) : at !== null ? join('at', at) : join('side', String(leftIsA))
    const key = join(study, item, criterion, repeat, slot === null ? annotator : null, place, turn)
    const before = this.given.get(key)
    if (before === undefined) {
      this.given.set(key, line)
      return null
    }
    const how = slot !== null ? `slot ${slot}` : at !== null ? 'the same moment' : 'the same order'
    return `Lines ${before} and ${line} contradict each other: both hold ${annotator}’s verdict on item ${item} in ${how}. A judgment belongs in a file once; give second ones a number in “repeat”.`
  }

  private isOtherQuestion({ criterion, leftOut }: Row, line: number): string | null {
    if (this.criterion !== undefined || leftOut !== null) return null
    this.question ??= { line, criterion }
    const { line: before, criterion: other } = this.question
    return other === criterion
      ? null
      : `Lines ${before} and ${line} answer different questions, “${other}” and “${criterion}”, and both count. Choose one with --criterion.`
  }

  /** The order of judging is by time where there is one, so all rows have to have it, or none. */
  private isUntimed({ at, item }: Row, line: number): string | null {
    if (item === null) return null
    this.timed ??= { line, isTimed: at !== null }
    const { line: before, isTimed } = this.timed
    return isTimed === (at !== null) ? null : told(line, before, 'only one of them has a time in “submitted_at”')
  }
}

function told(line: number, before: number, what: string): string {
  return `Lines ${before} and ${line} contradict each other: ${what}. Correct one of them, or keep what is not of one study in files of its own.`
}

function makeScopes(): Scope[] {
  return [
    new Scope(({ study }) => study, OF_A_STUDY),
    new Scope(
      ({ title }) => title,
      [
        {
          of: ({ study, title }) => study === title,
          words: ({ title }) => `both are of the study ${shown(title)}, and only one has its study_id`,
        },
      ],
    ),
    new Scope(({ study, item }) => (item === null ? null : join(study, item)), OF_AN_ITEM),
    new Scope(({ study, criterion }) => join(study, criterion), OF_A_QUESTION),
    new Scope(({ study, annotator }) => (annotator === null ? null : join(study, annotator)), OF_AN_ANNOTATOR),
  ]
}

const OF_A_STUDY: Said[] = [
  { of: ({ title }) => title, words: (_, was, now) => `one study has the titles ${shown(was)} and ${shown(now)}` },
  { of: ({ seed }) => seed, words: (_, was, now) => `one study has the seeds ${was} and ${now}` },
  {
    of: ({ focal, modelA, modelB }) => (focal === null ? null : focal === 'a' ? modelA : modelB),
    words: (_, was, now) => `the focal system is ${shown(was)} on one, ${shown(now)} on the other`,
  },
]

const ofItem = (what: string) => (row: Row, was: Fact, now: Fact) =>
  `item ${row.item} has ${what} ${was} on one, ${now} on the other`

const OF_AN_ITEM: Said[] = [
  { of: pairOf, words: ofItem('the systems') },
  { of: ({ promptId }) => promptId, words: ofItem('the prompt') },
  { of: ({ category, tags }) => JSON.stringify([category, ...tags]), words: ofItem('category and tags') },
  { of: ({ shared }) => shared, words: ofItem('“shared”') },
  { of: lengthsOf, words: ofItem('responses of the lengths') },
]

const OF_A_QUESTION: Said[] = [
  {
    of: ({ scale }) => scale,
    words: ({ criterion }, was, now) => `“${criterion}” has the scale ${was} on one, ${now} on the other`,
  },
  {
    of: ({ tieOffered }) => tieOffered,
    words: ({ criterion }) => `only one of them says that “${criterion}” offered a tie`,
  },
]

const OF_AN_ANNOTATOR: Said[] = [
  {
    of: ({ group }) => group,
    words: ({ annotator }, was, now) =>
      `annotator ${annotator} is in group ${shown(was)} on one, ${shown(now)} on the other`,
  },
  {
    of: ({ simulated }) => simulated,
    words: ({ annotator }) => `annotator ${annotator} is simulated on one of them only`,
  },
]

function shown(name: Fact): string {
  return `“${name}”`
}

function pairOf({ modelA, modelB }: Row): string {
  return (modelA < modelB ? [modelA, modelB] : [modelB, modelA]).join(' and ')
}

/** Turned to the order of the systems' names: which of them is A may change. */
function lengthsOf({ modelA, modelB, lengthA, lengthB }: Row): string {
  const [one, other] = modelA < modelB ? [lengthA, lengthB] : [lengthB, lengthA]
  return `${one ?? 'unknown'} and ${other ?? 'unknown'}`
}
