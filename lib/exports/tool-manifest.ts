import 'server-only'
import { z } from 'zod'
import type { Access } from '@/lib/auth/access'
import { db } from '@/lib/db/client'
import { Prisma } from '@/lib/db/generated/client'
import { studyOf } from '@/lib/db/study-of'
import { accountVerdicts, type Takes, type VerdictAccount } from './account-verdicts'
import { LACKS_TEXT } from './counted-slots'
import type { FileQuery } from './file-query'
import { readFirstQuestion } from './first-question'
import { countedItems, decidedRows, usableVerdicts } from './preferences'
import { readTextTerms, termsWords } from './text-terms'

/** What a file for another tool takes of a study, what it makes of it, and what is lost on the way. */
export type ToolPolicy = {
  takes: Omit<Takes, 'whose'>
  /** Whose verdicts they are; `asked`: as the address says, people’s or models’. */
  whose: Takes['whose'] | 'asked'
  /** What a row is of. */
  row: keyof typeof WRITTEN
  ties: string
  repeats: string
  lost: string
}

/**
 * What a file of a tool holds and what it does not, with the reason of each verdict that is in none of its rows: `verdicts` are all of
 * these annotators on record, and are `used` plus all of `leftOut`.
 */
export async function toolManifest(
  access: Access<'study:export'>,
  { name, policy }: { name: string; policy: ToolPolicy },
  query: FileQuery,
) {
  const { title, id } = await readFirstQuestion(access)
  const { studyId } = access
  const whose = policy.whose === 'asked' ? query.by : policy.whose
  const account = await accountVerdicts(studyId, id, { ...policy.takes, whose })
  const { written, undecided } = await WRITTEN[policy.row]({ studyId, criterionId: id, query, account })
  const { ties, repeats, lost } = policy
  const terms = await readTextTerms(access)
  return {
    ...{ file: name, study: title, studyId, by: whose, ...(policy.whose === 'asked' && { rows: query.rows }) },
    ...{ written, ...account, undecided },
    policy: { ties, repeats, lost },
    texts: { licence: terms.licence.written, mayBeGivenOn: terms.mayLeave, note: termsWords(terms) },
  }
}

/** What pairs.jsonl and pairs.parquet hold: all items, and what of their texts is not as it was written. */
export async function pairsManifest(access: Access<'study:export'>, { title }: { title: string }) {
  const rows = await db.$queryRaw`
    SELECT count(*)::int AS written, count(*) FILTER (WHERE cardinality(i.masks) > 0)::int AS masked,
      count(*) FILTER (WHERE ${LACKS_TEXT})::int AS absent
    FROM "Item" i WHERE i."studyId" = ${studyOf(access.studyId)}`
  const [counts] = z.tuple([z.object({ written: z.number(), masked: z.number(), absent: z.number() })]).parse(rows)
  const terms = await readTextTerms(access)
  return {
    ...{ file: 'pairs.jsonl and pairs.parquet', study: title, studyId: access.studyId, ...counts, leftOut: {} },
    policy: {
      lost: 'Every item has a row. Masked names are masked in it; a text that an imported file lacked is null.',
    },
    texts: { licence: terms.licence.written, mayBeGivenOn: terms.mayLeave, note: termsWords(terms) },
  }
}

/**
 * How many verdicts are in no row of a file, by reason, as a header has them (a dictionary of RFC 9651): `undecided` are
 * those that made no preference, or items on which none came about.
 */
export async function leftOutWords(
  access: Access<'study:export'>,
  file: { name: string; policy: ToolPolicy },
  query: FileQuery,
): Promise<string> {
  const { leftOut, undecided } = await toolManifest(access, file, query)
  return Object.entries({ ...leftOut, undecided })
    .map(([reason, n]) => `${reason}=${n}`)
    .join(', ')
}

type Asked = { studyId: string; criterionId: string; query: FileQuery; account: VerdictAccount }

/** Rows in a file, and verdicts or items of which none came, by what a row is of. */
type Written = { written: number; undecided: number }

const WRITTEN = {
  verdict: ({ account }: Asked): Written => ({ written: account.used, undecided: 0 }),
  orders: ({ account }: Asked): Written => ({ written: account.used / 2, undecided: 0 }),
  item: ({ account }: Asked): Written => ({ written: account.items, undecided: 0 }),
  preference: (asked: Asked) => preferences(asked, 1),
  response: (asked: Asked) => preferences(asked, 2, { bothBad: asked.query.bothBad === 'yes' }),
  // Two logs have a row each.
  score: async ({ studyId, criterionId, query, account }: Asked): Promise<Written> => {
    if (query.rows !== 'unanimous') return { written: 2 * account.items, undecided: 0 }
    const { sql } = Prisma
    const items = countedItems(usableVerdicts(studyId, criterionId, query))
    const scored = await countOf(sql`SELECT * FROM (${items}) v WHERE v.a + v.t = 0 OR v.a + v.b = 0 OR v.t + v.b = 0`)
    return { written: 2 * scored, undecided: account.items - scored }
  },
}

/** Of each verdict what made no row are its ties; of an item also what its annotators did not agree on. */
async function preferences(
  { studyId, criterionId, query, account }: Asked,
  each: number,
  also: { bothBad?: boolean } = {},
): Promise<Written> {
  const rows = await countOf(decidedRows(usableVerdicts(studyId, criterionId, query), query, also))
  return { written: each * rows, undecided: (query.rows === 'each' ? account.used : account.items) - rows }
}

async function countOf(rows: Prisma.Sql): Promise<number> {
  const found = await db.$queryRaw`SELECT count(*)::int AS n FROM (${rows}) counted`
  return z.tuple([z.object({ n: z.number() })]).parse(found)[0].n
}
