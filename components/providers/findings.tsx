import { moment } from '@/components/ui/dates'
import { Notice } from '@/components/ui/notice'
import { Note, Prose } from '@/components/ui/text'
import { count } from '@/lib/numbers/count'
import type { ModelProbe, Probe } from '@/lib/providers/probe'

/** What the test of a provider found, in sentences. */
export function Findings({ probe, probedAt }: { probe: Probe | null; probedAt: Date | null }) {
  if (!probe)
    return <Prose>Not tested yet. A test says whether the address and the key are right, and what a model takes.</Prose>
  const { models, listProblem, tested } = probe
  return (
    <>
      {models ? (
        <Notice kind="ok">The address and the key work: it lists {count(models.length, 'model')}.</Notice>
      ) : (
        <Notice kind="caution">
          It gave no list of models: {listProblem} If the key or the address is wrong, mend it under Settings; a
          provider without a list can have a model tried by its name.
        </Notice>
      )}
      <Note className="mt-2">Tested {moment(probedAt)}.</Note>
      {tested.length > 0 && (
        <ul className="mt-4 max-w-3xl list-none border-t border-rule" aria-label="Models that were tried">
          {tested.map((found) => (
            <li key={found.model} className="border-b border-rule py-3">
              <ModelFinding found={found} />
            </li>
          ))}
        </ul>
      )}
    </>
  )
}

function ModelFinding({ found }: { found: ModelProbe }) {
  const tried = moment(new Date(found.testedAt))
  if (found.problem !== null)
    return (
      <>
        <strong className="break-words">{found.model}</strong> did not answer: {found.problem}{' '}
        <span className="text-ink-2">Tried {tried}.</span>
      </>
    )
  return (
    <>
      <strong className="break-words">{found.model}</strong> answered in {(found.milliseconds / 1000).toFixed(1)} s
      {found.servedModel && found.servedModel !== found.model && <>, and calls itself {found.servedModel}</>}.{' '}
      <span className="text-ink-2">Tried {tried}.</span>
      <ul className="mt-1 list-none text-sm">
        {linesOf(found).map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
    </>
  )
}

const SETTINGS = {
  temperature: 'temperature',
  topP: 'top-p',
  seed: 'seed',
  reasoningEffort: 'reasoning effort',
} as const

function linesOf(found: ModelProbe): string[] {
  const named = (takes: boolean | null) =>
    (Object.keys(SETTINGS) as (keyof typeof SETTINGS)[])
      .filter((name) => found[name] === takes)
      .map((name) => SETTINGS[name])
  const line = (start: string, names: string[]) => (names.length > 0 ? [`${start}: ${names.join(', ')}.`] : [])
  return [
    ...line('Takes', named(true)),
    ...line('Refuses, so that it is not sent', named(false)),
    ...line('Could not be found out; test again', named(null)),
    schemaWords(found.schema),
    found.reportsUsage
      ? 'Says how many tokens it used.'
      : 'Does not say how many tokens it used: each call is charged at its worst case.',
    ...(found.reportsFingerprint ? ['Tells a fingerprint of the version that answered.'] : []),
  ]
}

function schemaWords(schema: boolean | null): string {
  if (schema === null) return 'Whether it answers in JSON by a schema could not be found out; test again.'
  return schema ? 'Answers in JSON by a schema.' : 'Does not keep to a JSON schema: use plain text.'
}
