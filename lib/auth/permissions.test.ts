import { expect, test } from 'vitest'
import { isStudyPermission, maySite, mayStudy, type Role, SITE_PERMISSIONS, STUDY_PERMISSIONS } from './permissions'

const ROLES = ['ADMIN', 'RESEARCHER', 'ANNOTATOR'] as const
const STANDINGS = {
  stranger: { team: null, annotator: false, leftOut: false },
  owner: { team: 'OWNER', annotator: false, leftOut: false },
  editor: { team: 'EDITOR', annotator: false, leftOut: false },
  viewer: { team: 'VIEWER', annotator: false, leftOut: false },
  enrolled: { team: null, annotator: true, leftOut: false },
  both: { team: 'EDITOR', annotator: true, leftOut: false },
  leftOut: { team: null, annotator: false, leftOut: true },
} as const
type Cell = `${Role} ${keyof typeof STANDINGS}`

const ADMINS: Cell[] = [
  ...(['ADMIN stranger', 'ADMIN owner', 'ADMIN editor', 'ADMIN viewer'] as const),
  ...(['ADMIN enrolled', 'ADMIN both', 'ADMIN leftOut'] as const),
]
const OWNERS: Cell[] = [...ADMINS, 'RESEARCHER owner']
const DESIGNERS: Cell[] = [...OWNERS, 'RESEARCHER editor', 'RESEARCHER both']
const READERS: Cell[] = [...DESIGNERS, 'RESEARCHER viewer']
const ENROLLED: Cell[] = [
  'ADMIN enrolled',
  'ADMIN both',
  'RESEARCHER enrolled',
  'RESEARCHER both',
  'ANNOTATOR enrolled',
  'ANNOTATOR both',
]

const LEFT_OUT: Cell[] = ['ADMIN leftOut', 'RESEARCHER leftOut', 'ANNOTATOR leftOut']

/** Everybody who may; whoever is not named may not. */
const STUDY = {
  'study:see': READERS,
  'study:results': READERS,
  'study:read': DESIGNERS,
  'study:design': DESIGNERS,
  'study:run': DESIGNERS,
  'results:manage': DESIGNERS,
  'study:export': DESIGNERS,
  'annotators:manage': DESIGNERS,
  'study:own': OWNERS,
  'recruitment:pay': ADMINS,
  'judgment:submit': ENROLLED,
  'desk:open': [...ENROLLED, ...LEFT_OUT],
} as const satisfies Record<keyof typeof STUDY_PERMISSIONS, readonly Cell[]>

const SITE = {
  'studies:list': ['ADMIN', 'RESEARCHER'],
  'studies:create': ['ADMIN', 'RESEARCHER'],
  'prompts:read': ['ADMIN', 'RESEARCHER'],
  'uploads:manage': ['ADMIN', 'RESEARCHER'],
  'imports:manage': ['ADMIN'],
  'people:manage': ['ADMIN'],
  'names:manage': ['ADMIN'],
  'providers:manage': ['ADMIN'],
  'providers:use': ['ADMIN', 'RESEARCHER'],
  'audit:read': ['ADMIN'],
  'jobs:manage': ['ADMIN'],
  'tokens:manage': ['ADMIN', 'RESEARCHER'],
  'webhooks:manage': ['ADMIN', 'RESEARCHER'],
  'account:manage': ['ADMIN', 'RESEARCHER', 'ANNOTATOR'],
  'factor:manage': ['ADMIN', 'RESEARCHER'],
  'password:change': ['ADMIN', 'RESEARCHER', 'ANNOTATOR'],
} as const satisfies Record<keyof typeof SITE_PERMISSIONS, readonly Role[]>

const studyCells = (Object.keys(STUDY) as (keyof typeof STUDY)[]).flatMap((permission) =>
  ROLES.flatMap((role) =>
    (Object.keys(STANDINGS) as (keyof typeof STANDINGS)[]).map(
      (standing) => [`${role} ${standing}` satisfies Cell, permission, role, standing] as const,
    ),
  ),
)

test.each(studyCells)('%s, %s', (cell, permission, role, standing) => {
  expect(mayStudy(role, STANDINGS[standing], permission)).toBe((STUDY[permission] as readonly Cell[]).includes(cell))
})

const siteCells = (Object.keys(SITE) as (keyof typeof SITE)[]).flatMap((permission) =>
  ROLES.map((role) => [role, permission] as const),
)

test.each(siteCells)('%s, %s', (role, permission) => {
  expect(maySite(role, permission)).toBe((SITE[permission] as readonly Role[]).includes(role))
})

test('each permission is a study’s or the site’s', () => {
  expect(Object.keys(STUDY)).toEqual(Object.keys(STUDY_PERMISSIONS))
  expect(Object.keys(SITE)).toEqual(Object.keys(SITE_PERMISSIONS))
  for (const permission of Object.keys(STUDY_PERMISSIONS) as (keyof typeof STUDY)[])
    expect(isStudyPermission(permission)).toBe(true)
  for (const permission of Object.keys(SITE_PERMISSIONS) as (keyof typeof SITE)[])
    expect(isStudyPermission(permission)).toBe(false)
})
