import { z } from 'zod'
import { text, word } from '@/lib/inputs'

/** A data set of the hub, and which state of it. */
export type DataSet = { name: string; revision: string }

const NAME =
  /^(?:hf:\/\/datasets\/|https?:\/\/[^/]+\/datasets\/)?([\w.-]{1,96}\/[\w.-]{1,96})(?:@([\w./-]{1,200})|\/tree\/([\w./-]{1,200}))?\/?$/

/** `OWNER/NAME`, with `@REVISION` where it is not the newest one; also as `hf://datasets/…` or as the address of its page. */
export function readDataSet(written: string): DataSet | null {
  const found = NAME.exec(written.trim())
  const [, name, at, tree] = found ?? []
  const revision = at ?? tree ?? 'main'
  return name === undefined || /(^|\/)\.\.?(\/|$)/.test(`${name}/${revision}`) ? null : { name, revision }
}

const Written = text(500).refine(
  (written) => readDataSet(written) !== null,
  'Write OWNER/NAME, with @REVISION where it is not the newest one.',
)

/** Asks which files a data set has. The token is used and not kept. */
export const HubInput = z.object({ dataSet: Written, token: word(200).default('') })
export type HubInput = z.output<typeof HubInput>

/** Which of them become an upload, and where it belongs. */
export const PullInput = HubInput.extend({
  kind: z.enum(['PROMPTS', 'RESPONSES']),
  /** The state that was looked at, by its commit. */
  commit: word(64).regex(/^[0-9a-f]{7,64}$/, 'This is no commit.'),
  group: word(400),
  promptSetId: z.uuid().optional(),
  name: text(120).default(''),
})
export type PullInput = z.output<typeof PullInput>
