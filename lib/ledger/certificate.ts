import 'server-only'
import { z } from 'zod'
import type { Access } from '@/lib/auth/access'
import { db } from '@/lib/db/client'
import { listWords } from '@/lib/names/queries'
import { version } from '@/package.json'
import { BLIND_ROUTES } from './blind-routes'
import { sealLedger } from './seal'

const MOST_BROKEN = 20

const Facts = z.tuple([
  z.object({
    title: z.string(),
    status: z.enum(['DRAFT', 'OPEN', 'PAUSED', 'CLOSED']),
    origin: z.enum(['COLLECTED', 'SIMULATED', 'RECONSTRUCTED', 'IMPORTED']),
    seed: z.number(),
    protocol: z.string().nullable(),
    items: z.number(),
    masked: z.number(),
    texts: z.number(),
    shown: z.number(),
    /** Null where one response is shown at a time: it has no side. */
    leftOnA: z.number().nullable(),
    annotators: z.number(),
  }),
])
const Head = z.array(z.object({ entries: z.number(), chain: z.string(), sealedAt: z.date() })).max(1)
const Broken = z.array(z.object({ said: z.string(), all: z.number() }))

/** What can be said of how blind a study was, and whether its judgments are those that were stored. */
export type Certificate = Awaited<ReturnType<typeof readCertificate>>

/**
 * Seals what waits, compares the whole ledger with the tables, and gathers what annotators' browsers were sent, how sides
 * fell, and what was decided about names. Holds no outcome and no name of a person.
 */
export async function readCertificate(access: Access<'study:design'>) {
  const { studyId } = access
  await sealLedger(studyId)
  const [[facts], head, broken, words] = await Promise.all([
    readFacts(studyId),
    readHead(studyId),
    readBroken(studyId),
    listWords(access),
  ])
  const sum = (part: 'open' | 'kept' | 'masked' | 'excluded') => words.reduce((all, word) => all + word[part], 0)
  return {
    at: new Date(),
    version,
    study: { id: studyId, ...facts },
    routes: BLIND_ROUTES,
    names: {
      words: words.length,
      findings: { kept: sum('kept'), masked: sum('masked'), excluded: sum('excluded'), open: sum('open') },
    },
    ledger: {
      entries: head?.entries ?? 0,
      head: head?.chain ?? null,
      sealedAt: head?.sealedAt ?? null,
      broken: { count: broken[0]?.all ?? 0, first: broken.map(({ said }) => said) },
    },
  }
}

async function readFacts(studyId: string) {
  const rows = await db.$queryRaw`
    SELECT s.title, s.status::text, s.origin::text, s.seed, s."protocolHash" AS protocol,
      i.items, i.masked, t.texts, a.shown, a.annotators,
      CASE s.protocol WHEN 'COMPARISON' THEN a."leftOnA" END AS "leftOnA"
    FROM "Study" s,
    LATERAL (SELECT count(*)::int AS items, (count(*) FILTER (WHERE masks <> '{}'))::int AS masked FROM "Item" WHERE "studyId" = s.id) i,
    LATERAL (SELECT count(DISTINCT text)::int AS texts FROM "Item", unnest(ARRAY["promptId", "responseAId", "responseBId"]) text
             WHERE "studyId" = s.id AND text IS NOT NULL) t,
    LATERAL (SELECT count(*)::int AS shown, (count(*) FILTER (WHERE "leftIsA"))::int AS "leftOnA",
                    count(DISTINCT "annotatorId")::int AS annotators
             FROM "Assignment" WHERE "studyId" = s.id AND "doneAt" IS NOT NULL) a
    WHERE s.id = ${studyId}::uuid`
  return Facts.parse(rows)
}

async function readHead(studyId: string) {
  const rows = await db.$queryRaw`
    SELECT position AS entries, encode(chain, 'hex') AS chain, "sealedAt" FROM "LedgerEntry"
    WHERE "studyId" = ${studyId}::uuid ORDER BY position DESC LIMIT 1`
  return Head.parse(rows)[0]
}

async function readBroken(studyId: string) {
  const rows = await db.$queryRaw`
    SELECT said, count(*) OVER ()::int AS all FROM broken_ledger(${studyId}::uuid) ORDER BY said LIMIT ${MOST_BROKEN}`
  return Broken.parse(rows)
}
