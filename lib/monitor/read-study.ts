import 'server-only'
import type { Access } from '@/lib/auth/access'
import { kindsOf } from '@/lib/counts/items'
import { perJoiner } from '@/lib/counts/planned'
import { db } from '@/lib/db/client'
import { PLANNING, Planning } from '@/lib/designs/schema'
import { namedSystems } from '@/lib/studies/named-systems'

const system = { select: { id: true, name: true } } as const

/** What the overview says of a study beside counts: its design in short, where it stands, and what is not blind in it. */
export async function readMonitoredStudy({ studyId }: Access<'study:read'>) {
  const [study, pauses] = await Promise.all([
    db.study.findUniqueOrThrow({
      where: { id: studyId },
      include: {
        promptSet: { select: { id: true, name: true } },
        systems: { orderBy: { position: 'asc' }, include: { system } },
        pairs: { orderBy: { position: 'asc' }, include: { systemA: system, systemB: system } },
        groups: { orderBy: [{ position: 'asc' }, { codePrefix: 'asc' }] },
        criteria: { include: { options: { select: { label: true, anchor: true } } } },
        items: {
          where: { OR: [{ kind: { not: 'REGULAR' } }, { shared: true }] },
          select: { kind: true, shared: true },
        },
        _count: { select: { annotators: { where: { deactivatedAt: null } }, items: true } },
      },
    }),
    db.auditEntry.count({ where: { studyId, action: 'study.pause' } }),
  ])
  const { protocol, title, framing, instructions, criteria, systems, pairs, groups } = study
  // Of regular items, of which there are many, only the shared ones were read.
  const known = kindsOf(study.items)
  const items = { ...known, regular: study._count.items - known.check - known.gold - known.practice }
  const wording = {
    ...{ title, framing, instructions },
    question: criteria.map(({ question }) => question).join('\n'),
    labels: criteria.flatMap(({ options }) => options.flatMap(({ label, anchor }) => [label, anchor])),
  }
  return {
    ...study,
    pauses,
    items,
    joiner: perJoiner(items, known.regular),
    planning: Planning.safeParse(study.planning).data ?? PLANNING,
    focal: systems.find(({ focal }) => focal)?.system.name ?? null,
    systems: systems.map((each) => each.system.name),
    pairs: pairs.map(({ position, systemA, systemB }) => ({ position, a: systemA.name, b: systemB.name })),
    rated: protocol === 'RATING' ? systems.map(({ position, system: { name } }) => ({ position, name })) : [],
    groups: groups.map(({ id, name, kind, overlap, places }) => ({ id, name, kind, overlap, places })),
    named: namedSystems(
      systems.map((each) => each.system.name),
      wording,
    ),
  }
}

export type MonitoredStudy = Awaited<ReturnType<typeof readMonitoredStudy>>
