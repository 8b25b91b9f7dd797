/** What somebody is in a study's team: its one owner, who may do all; who designs and runs it; who reads its results. */
export type TeamRole = 'OWNER' | 'EDITOR' | 'VIEWER'

/**
 * How an actor stands to a study: what they are in its team, if anything. A researcher may also be enrolled as an annotator of it,
 * and an annotator's part may have ended.
 */
export type Relation = { team: TeamRole | null; annotator: boolean; leftOut: boolean }

export type Role = 'ADMIN' | 'RESEARCHER' | 'ANNOTATOR'

type StudyRule = (role: Role, relation: Relation) => boolean

/** Those of the team who are one of these, and admins. */
function team(...those: TeamRole[]): StudyRule {
  return (role, { team: own }) => role === 'ADMIN' || (role === 'RESEARCHER' && own !== null && those.includes(own))
}

const designer = team('OWNER', 'EDITOR')
const reader = team('OWNER', 'EDITOR', 'VIEWER')

/** What may be done to a study, and by whom. */
export const STUDY_PERMISSIONS = {
  // That it is there, what it is called, and who is in its team.
  'study:see': reader,
  'study:results': reader,
  'study:read': designer,
  'study:design': designer,
  'study:run': designer,
  // Looks before the end, snapshots: what is kept with the results.
  'results:manage': designer,
  'study:export': designer,
  'annotators:manage': designer,
  // Who is in the team, and whether there is a study at all.
  'study:own': team('OWNER'),
  // Whom a crowd platform pays, by its own ids.
  'recruitment:pay': (role) => role === 'ADMIN',
  'judgment:submit': (_role, { annotator }) => annotator,
  // Whose part has ended is told so, with what waits in their browser.
  'desk:open': (_role, { annotator, leftOut }) => annotator || leftOut,
} as const satisfies Record<string, StudyRule>

/** What may be done to the site as a whole, and by whom. */
export const SITE_PERMISSIONS = {
  'studies:list': ['ADMIN', 'RESEARCHER'],
  'studies:create': ['ADMIN', 'RESEARCHER'],
  'prompts:read': ['ADMIN', 'RESEARCHER'],
  // One's own prompt sets, as far as an admin lets researchers upload; an admin's are any.
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
} as const satisfies Record<string, readonly Role[]>

export type StudyPermission = keyof typeof STUDY_PERMISSIONS
export type SitePermission = keyof typeof SITE_PERMISSIONS
export type Permission = StudyPermission | SitePermission

export function isStudyPermission(permission: Permission): permission is StudyPermission {
  return permission in STUDY_PERMISSIONS
}

/** Whether somebody in this role, standing so to the study, may do this to it. */
export function mayStudy(role: Role, relation: Relation, permission: StudyPermission): boolean {
  return STUDY_PERMISSIONS[permission](role, relation)
}

/** Whether somebody in this role may do this on the site. */
export function maySite(role: Role, permission: SitePermission): boolean {
  return (SITE_PERMISSIONS[permission] as readonly Role[]).includes(role)
}
