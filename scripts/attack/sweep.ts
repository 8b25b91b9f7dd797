import { readdirSync } from 'node:fs'
import path from 'node:path'
import { act, builtActions, isDone } from './actions'
import { type Attack, finding } from './attack'
import { BLIND, type Cast, ROLES, type Role } from './cast'
import type { Target } from './target'

/** Every page and route as every role, plain and as a page transition; every action as everybody who may not. */
export const sweep: Attack = {
  name: 'sweep',
  does: 'asks for every address and every action as eight kinds of people',
  async run(target) {
    const { cast } = target
    const secrets = secretsOf(cast)
    const [faults, leaks, open]: string[][] = [[], [], []]
    for (const role of ROLES)
      for (const address of listAddresses(cast))
        for (const headers of address.startsWith('/api/') ? [{}] : TRANSITIONS) {
          const answer = await target.ask({ path: address, cookie: cast.cookies.get(role), headers })
          const what = `${role} ${address} ${answer.status}`
          if (answer.status === 0 || answer.status >= 500) faults?.push(what)
          // Who asks for an id knows it already.
          const told = secrets.filter((secret) => !address.includes(secret))
          const seen = BLIND.includes(role) && told.find((secret) => answer.text.toLowerCase().includes(secret))
          if (seen) leaks?.push(`${what}: ${seen}`)
          if (BLIND.includes(role) && answer.status === 200 && isForStaff(address)) open?.push(what)
        }
    const { taken, failed } = await tryActions(target)
    return [
      finding('nobody learns who answered, or anything of a study they are not in', leaks ?? []),
      finding('what is for staff is there for nobody else', open ?? []),
      finding('no action does anything for who may not', taken),
      finding('no answer is a fault of ours', [...(faults ?? []), ...failed]),
    ]
  },
}

const TRANSITIONS: Record<string, string>[] = [{}, { rsc: '1' }, { rsc: '1', 'next-router-prefetch': '1' }]

/** Names, ids and inner words of which none may reach somebody who judges. */
function secretsOf({ set, member, studyId: _ }: Cast): string[] {
  const systems = set.systems.flatMap(({ id, name }) => [id, name, name.split(' ')[0] ?? ''])
  return [...systems, set.id, set.name, member.name, member.email, 'leftIsA', 'responseAId', 'externalId'].map((each) =>
    each.toLowerCase(),
  )
}

const ANNOTATORS_OWN = [
  '/',
  '/account',
  '/sign-in',
  '/join',
  '/annotate',
  '/api/annotate',
  '/api/auth',
  '/api/health',
  '/api/ready',
  '/api/version',
]
const isForStaff = (address: string) =>
  !ANNOTATORS_OWN.some((own) => address === own || (own !== '/' && address.startsWith(own)))

/** Every page and route there is, by its file, with the ids of the cast; and what robots try. */
function listAddresses({ studyId, set, actors }: Cast): string[] {
  const parts: Record<string, string> = {
    studyId,
    setId: set.id,
    personId: actors.disabled.id,
    number: '0',
    token: 'x',
  }
  const fill = (address: string) =>
    address.replace(/\[(?:\.{3})?(\w+)\]/g, (_, part: string) => parts[part] ?? NOWHERE[part] ?? actors.member.id)
  const found = ['app', 'pages'].flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((file) => /(^|\/)(page|route)\.tsx?$/.test(file) || (folder === 'pages' && /^annotate\//.test(file)))
      .map((file) => `/${folder === 'app' ? path.dirname(file) : file.replace(/\.tsx$/, '')}`)
      .map((address) => address.replace(/\/\([^)]*\)/g, '').replace(/^\/\.$/, '/')),
  )
  return [...found.map(fill), ...TRIED]
}

const NOWHERE: Record<string, string> = { file: 'figure-1.csv', nextauth: 'session' }
const TRIED = [
  '/.env',
  '/.git/HEAD',
  '/.evenhand/secret',
  '/_next/static/',
  '/robots.txt',
  '/package.json',
  '/%2e%2e/package.json',
]

async function tryActions(target: Target): Promise<{ taken: string[]; failed: string[] }> {
  const { cast } = target
  const [taken, failed]: [string[], string[]] = [[], []]
  for (const action of builtActions())
    for (const role of keptOutOf(action.name)) {
      const answer = await act(target, action, cast.cookies.get(role), inputOf(cast))
      if (isDone(answer)) taken.push(`${action.name} as ${role}`)
      if (answer.status === 0 || answer.status >= 500) failed.push(`${action.name} as ${role}: ${answer.status}`)
    }
  return { taken, failed }
}

/** Who may do nothing by the actions of a folder: said here once more, apart from the table the app itself asks. */
const KEPT_OUT: [folder: string, roles: readonly Role[]][] = [
  ['app/join', []],
  ['app/account', ['nobody', 'disabled']],
  ['app/studies/new', BLIND],
  ['app/studies/', [...BLIND, 'outsider']],
  ['app/', [...BLIND, 'outsider', 'member']],
]

function keptOutOf(action: string): readonly Role[] {
  return KEPT_OUT.find(([folder]) => action.startsWith(folder))?.[1] ?? []
}

/** What some action or other would take. */
function inputOf({ studyId, design, set, actors }: Cast) {
  const any = actors.disabled.id
  const ids = { studyId, setId: set.id, personId: any, uploadId: any, annotatorId: any, groupId: any, inviteId: any }
  const words = {
    token: 'x',
    name: 'n',
    word: 'zzz',
    reason: 'Because I say so.',
    note: 'n',
    role: 'ADMIN',
    kind: 'CAP',
  }
  return {
    ...ids,
    ...words,
    design,
    cap: 5,
    settings: {},
    decision: 'KEEP',
    foundIn: null,
    rule: 'all',
    criterion: 0,
  }
}
