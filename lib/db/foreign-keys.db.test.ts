import { expect, test } from 'vitest'
import { z } from 'zod'
import { db } from './client'

/** Who refers to what without an index: whoever deletes that reads the whole table for each row, so each has a reason. */
const WITHOUT: Record<string, string> = {
  'Invite.studyId+groupId → AnnotatorGroup': 'groups of drafts go, and there are few invitations',
  'Item.promptId → Prompt': 'prompts stay',
  'KnownItem.promptId → Prompt': 'prompts stay',
  'ModelRun.providerId → Provider': 'a run is one of few, and so are providers',
  'ProviderUser.userId → User': 'people stay, switched off at most',
  'Study.promptSetId → PromptSet': 'prompt sets stay',
  'StudyPair.systemAId → System': 'systems stay',
  'StudyPair.systemBId → System': 'systems stay',
  'StudySystem.systemId → System': 'systems stay',
  'SystemResponse.systemId → System': 'systems stay',
  'Tally.systemAId → System': 'systems stay',
  'Tally.systemBId → System': 'systems stay',
  'Upload.promptSetId → PromptSet': 'prompt sets stay',
}

const Row = z.object({ table: z.string(), columns: z.array(z.string()), to: z.string() })

test('what is deleted is found by an index where others refer to it', async () => {
  // An index serves when it begins with a column of the key: of keys with a study it then holds that study's rows. One over
  // a part of the rows serves when it leaves out only those that refer to nothing.
  const rows = await db.$queryRaw`
    SELECT c.conrelid::regclass::text AS "table", c.confrelid::regclass::text AS "to",
           array(SELECT a.attname::text FROM unnest(c.conkey) WITH ORDINALITY k(number, place)
                 JOIN pg_attribute a ON a.attrelid = c.conrelid AND a.attnum = k.number ORDER BY k.place) AS columns
    FROM pg_constraint c
    WHERE c.contype = 'f' AND c.connamespace = 'public'::regnamespace AND NOT EXISTS (
      SELECT FROM pg_index i WHERE i.indrelid = c.conrelid AND i.indkey[0] = ANY (c.conkey)
        AND (i.indpred IS NULL OR pg_get_expr(i.indpred, i.indrelid) ~ '^[(]"?[A-Za-z]+"? IS NOT NULL[)]$'))
    ORDER BY 1, 3`
  const found = z
    .array(Row)
    .parse(rows)
    .map(({ table, columns, to }) => `${table}.${columns.join('+')} → ${to}`.replaceAll('"', ''))
  expect(found).toEqual(Object.keys(WITHOUT))
})
