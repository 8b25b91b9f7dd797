import { test } from 'vitest'
import { RACES } from '@/lib/testing/races'

// Once each here; again and again in `races.proof.db.test.ts`.
test.each(Object.entries(RACES))('%s', (_, race) => race())
