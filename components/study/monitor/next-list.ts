import type { Concerned } from '@/lib/monitor/health'
import { addUp, addUpPeople, type Filled } from '@/lib/monitor/progress-rows'
import type { MonitoredAnnotator } from '@/lib/monitor/read-annotators'
import type { Monitor } from '@/lib/monitor/read-monitor'
import { count } from '@/lib/numbers/count'
import { type ProtocolKind, protocolOf } from '@/lib/protocols/protocol-of'
import type { NextStep } from '../next-steps'
import { reasonWords } from './flag-words'

type Study = { id: string; protocol: ProtocolKind; status: string; origin: string; looks: string }
type OpenStudy = Study & { groups: readonly { name: string; kind: string }[] }

/** What to do about a study that is not running: a draft, a closed one, or published counts. */
export function stepsAtRest({ id, protocol, status, origin }: Study, annotators: number): NextStep[] {
  const at = (path: string) => `/studies/${id}${path}`
  if (origin === 'RECONSTRUCTED' || status === 'CLOSED')
    return [
      {
        title: 'Results.',
        text: protocol === 'RATING' ? 'Each option’s share with intervals.' : 'Win, tie and loss with intervals.',
        href: at('/results'),
        label: 'See the results',
      },
      {
        title: 'Data.',
        text: 'CSV and JSON Lines, one row a judgment.',
        href: at('/export'),
        label: 'Export the judgments',
      },
    ]
  return [
    {
      title: 'Try it.',
      text: 'See the very screen they will see. Nothing is recorded.',
      href: at('/preview'),
      label: 'Preview as an annotator',
    },
    {
      title: 'Check the design.',
      text: 'After opening, it is frozen.',
      href: at('/design'),
      label: 'Go to the design',
    },
    inviteStep(id, annotators === 0 ? 'Nobody can judge yet: send people a link.' : 'A link adds more people.'),
  ]
}

/** The models that joined once the study was closed and wait for the researcher. */
export function stepsOfLateModels(
  runs: readonly { code: string; status: MonitoredAnnotator['run']; exploratory: boolean }[],
): NextStep[] {
  const late = runs.filter(({ exploratory }) => exploratory).map(({ code, status: run }) => ({ code, run }))
  return [runStep(late, 'STOPPED'), runStep(late, 'READY')].filter((step) => step !== null)
}

/** What to do about a study that is open or paused, most pressing first. */
export function stepsWhileOpen(study: OpenStudy, monitor: Monitor): NextStep[] {
  const { progress, annotators, setAside, checks, tooFast, same } = monitor
  const { id } = study
  const { done, wanted } = addUp(progress.total)
  const active = annotators.filter(({ deactivatedAt, run }) => deactivatedAt === null && run === null)
  const people = addUpPeople(progress, study.groups)
  // Of who waits, or has not begun, there is something to say only while there is something for them to do.
  const isLeft = people.done < people.wanted
  const steps = [
    wanted > 0 &&
      done >= wanted && { title: 'Close the study.', text: 'Every slot is filled: nothing more will come.' },
    study.status === 'PAUSED' && { title: 'The study is paused.', text: 'Resume it when annotators are to go on.' },
    runStep(annotators, 'STOPPED'),
    runStep(annotators, 'READY'),
    active.length === 0 && inviteStep(id, 'Nobody can judge yet: send people a link.'),
    isStarved(active, people) &&
      inviteStep(
        id,
        `Everybody has finished, and ${count(people.wanted - people.done, 'slot is', 'slots are')} left: more people are needed, or a higher cap.`,
      ),
    ...(isLeft ? STUCK.map((stuck) => stuckStep(id, active, stuck)) : []),
    setAsideStep(study, setAside),
    concernStep(id, checks.careless, 'failed checks', 'Read what they did before you decide anything.'),
    concernStep(id, tooFast, 'faster than reading', 'Nothing is excluded unless you do it.'),
    concernStep(id, same, 'one option only', 'Others vary more. Nothing is excluded unless you do it.'),
  ].filter((step) => step !== false && step !== null)
  return steps.length > 0 ? steps : [inviteStep(id, 'All goes well. More people make it faster.')]
}

function inviteStep(id: string, text: string): NextStep {
  return { title: 'People.', text, href: `/studies/${id}/annotators`, label: 'Invite annotators' }
}

/** Everybody was told that they are done or at their cap, though slots are left. */
function isStarved(active: readonly MonitoredAnnotator[], { done, wanted }: Filled): boolean {
  return active.length > 0 && done < wanted && active.every(({ now }) => now.state === 'done' || now.state === 'capped')
}

const RUN_STEPS = {
  STOPPED: { what: 'stopped.', text: 'Its run says why, and what to do. Nothing is lost.', label: 'See the run' },
  READY: {
    what: 'can start.',
    text: 'Nothing is asked of a model before somebody starts it.',
    label: 'See what it will do',
  },
} as const

/** Models that wait for the researcher. */
function runStep(
  annotators: readonly Pick<MonitoredAnnotator, 'code' | 'run'>[],
  run: keyof typeof RUN_STEPS,
): NextStep | null {
  const codes = annotators.filter((each) => each.run === run).map(({ code }) => code)
  const { what, text, label } = RUN_STEPS[run]
  return codes.length === 0 ? null : { title: `${listCodes(codes)} ${what}`, text, href: '#model-runs', label }
}

const STUCK = [
  {
    state: 'waiting',
    one: 'waits',
    many: 'wait',
    text: 'All slots that are left are leased to others; they come back when a lease runs out.',
  },
  {
    state: 'not_begun',
    one: 'has not begun',
    many: 'have not begun',
    text: 'Until they do, the rest falls to the others.',
  },
  {
    state: 'no_consent',
    one: 'has not agreed',
    many: 'have not agreed',
    text: 'Nothing is handed out before they agree to the consent text.',
  },
] as const

function stuckStep(
  id: string,
  active: readonly MonitoredAnnotator[],
  { state, one, many, text }: (typeof STUCK)[number],
): NextStep | null {
  const who = active.filter(({ now }) => now.state === state).map(({ code }) => code)
  if (who.length === 0) return null
  return {
    title: `${listCodes(who)} ${who.length === 1 ? one : many}.`,
    text,
    href: `/studies/${id}/annotators`,
    label: 'See all annotators',
  }
}

function setAsideStep({ id, protocol }: Study, setAside: Monitor['setAside']): NextStep | null {
  const pairs = setAside.reduce((sum, each) => sum + each.pairs, 0)
  if (pairs === 0) return null
  return {
    title: `${count(pairs, protocolOf(protocol).shows)} could not be judged:`,
    text: `${reasonWords(setAside)}. Others are asked in their place.`,
    href: `/studies/${id}/annotators#could-not-judge`,
    label: pairs === 1 ? 'Read it' : `Read the ${pairs}`,
  }
}

function concernStep(id: string, concerns: readonly Concerned[], what: string, text: string): NextStep | null {
  const [first] = concerns
  if (!first) return null
  return {
    title: `${listCodes(concerns.map(({ code }) => code))}: ${what}.`,
    text,
    href: `/studies/${id}/annotators/${first.annotatorId}`,
    label: `See what ${first.code} did`,
  }
}

function listCodes(codes: readonly string[]): string {
  const shown = codes.length > 3 ? [...codes.slice(0, 2), `${codes.length - 2} others`] : codes
  return new Intl.ListFormat('en').format(shown)
}
