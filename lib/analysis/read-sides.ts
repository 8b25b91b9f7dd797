import 'server-only'
import { z } from 'zod'
import type { Access } from '@/lib/auth/access'
import { db } from '@/lib/db/client'
import { assembleSides, type SideRate } from './position'
import { addSides, emptySides, type SideStratum } from './strata'
import { sidesStatement } from './strata-statement'

const Shapes = z.array(
  z.object({ group: z.string(), n: z.number(), ties: z.number(), left: z.number(), prompts: z.number() }),
)

/** How often each group chose the left, over every judgment that counts, whatever the rule: averaging would hide it. */
export async function readSides({ studyId }: Access<'study:results'>, criterion = 0): Promise<SideRate[]> {
  const [criteria, groups] = await Promise.all([
    db.criterion.findMany({ where: { studyId }, orderBy: { position: 'asc' }, select: { id: true } }),
    db.annotatorGroup.findMany({
      where: { studyId },
      orderBy: [{ kind: 'asc' }, { name: 'asc' }],
      select: { id: true, name: true },
    }),
  ])
  const chosen = criteria[criterion] ?? criteria[0]
  if (!chosen) return []
  const names = new Map(groups.map(({ id, name }) => [id, name]))
  const sides = new Map<string, SideStratum>()
  for (const { group, n, ties, left, prompts } of Shapes.parse(
    await db.$queryRaw(sidesStatement(studyId, chosen.id)),
  )) {
    const name = names.get(group) ?? group
    const side = sides.get(name) ?? emptySides(name)
    sides.set(name, side)
    addSides(side, { n, left, ties }, prompts)
  }
  return assembleSides(
    [...sides.values()],
    groups.map(({ name }) => name),
  )
}
