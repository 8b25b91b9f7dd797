/** How often a model gave no verdict on a regular item, by what it did instead; what was asked again is not counted. */
export type NoVerdicts = {
  code: string
  group: string
  model: string
  exploratory: boolean
  outcomes: Record<string, number>
}

/**
 * Judgments as columns, for statistics that need more than counts. Names are sorted, so that the same judgments give the
 * same numbers to the last digit, wherever they were read. `first` is the focal system, or the one whose name comes first.
 */
export type JudgmentColumns = {
  seed: number
  /** The system that the study is about, where it has one. */
  focal: string | null
  systems: string[]
  /** Whether the question offered an answer that prefers neither; null where the file does not say. */
  tieOffered: boolean | null
  groups: string[]
  prompts: string[]
  /** `item` is its name in its study: a number, in our own files. */
  items: { name: string; prompt: number; item: string; shared: boolean }[]
  /** `model` is null of people; of a model its name, or its group's where the file does not tell. */
  annotators: { code: string; group: number; simulated: boolean; model: string | null; exploratory: boolean }[]
  /** Of each system, the family of models that it is of; null when unknown. */
  families: (string | null)[]
  /** How far from people's agreement a model's may lie to pass for equal; null where the file does not say. */
  margin: number | null
  /** Whether every judgment has a slot of a plan, whose order is drawn from the seed. */
  planned: boolean
  /** Of models, what was asked and not answered with a verdict. */
  noVerdicts: NoVerdicts[]
  /** The same with models that joined once the study was closed; null where there are none. */
  explored: Omit<JudgmentColumns, 'explored'> | null
  /** One entry a judgment, in the order in which they were given; of the file, where it tells no times. */
  rows: {
    item: Int32Array
    annotator: Int32Array
    first: Int32Array
    second: Int32Array
    /** 0 first better, 1 tie, 2 second better */
    category: Int8Array
    /** 1 when the first system stood left, 0 when right, −1 when that is not known */
    left: Int8Array
    /** Milliseconds and characters; NaN when not known. */
    time: Float64Array
    firstLength: Float64Array
    secondLength: Float64Array
    /** 1 for the planned repeats of an item, which count for self-consistency only */
    repeat: Int8Array
  }
  /** Judgments met, and how many of them do not count for the question, by reason; published counts apart. */
  recorded: number
  leftOut: Record<string, number>
  /** Judgments of check and gold items by annotator: how many, and how many missed the known verdict. */
  checks: { annotator: number; judged: number; missed: number }[]
}
