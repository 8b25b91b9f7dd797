import { optionsOf } from '@/lib/designs/options-of'
import type { StudyInput } from '@/lib/designs/schema'
import type { Message } from '@/lib/prompts/messages'
import type { ExampleItem } from '@/lib/runs/example-item'

/** What stands on the desk for a person, in the order they read it, as plain text. */
export function Reads({ design, item }: { design: StudyInput; item: ExampleItem }) {
  const { framing, instructions, criteria } = design
  return (
    <section className="min-w-0" aria-label="What a person reads">
      <h3 className="mb-2 text-sm font-semibold">What a person reads</h3>
      <dl className="space-y-3 rounded-md border border-rule bg-surface px-3 py-2 text-sm">
        {framing && <Part name="Above the prompt" text={framing} />}
        <Part name="Prompt" text={textOf(item.prompt)} />
        <Part name={item.right ? 'Answer A' : 'The response'} text={textOf(item.left)} />
        {item.right && <Part name="Answer B" text={textOf(item.right)} />}
        {criteria.map((criterion) => (
          <Part
            key={criterion.question}
            name={criterion.question}
            text={optionsOf(criterion)
              .map(({ label }) => label)
              .join('\n')}
          />
        ))}
        {instructions && <Part name="Instructions, opened by a key" text={instructions} />}
      </dl>
    </section>
  )
}

function Part({ name, text }: { name: string; text: string }) {
  return (
    <div>
      <dt className="text-xs font-semibold text-ink-2">{name}</dt>
      <dd>
        <section
          className="max-h-60 overflow-y-auto wrap-anywhere whitespace-pre-wrap"
          aria-label={name}
          // biome-ignore lint/a11y/noNoninteractiveTabindex: without it the keyboard cannot scroll (WCAG 2.1.1)
          tabIndex={0}
        >
          {text}
        </section>
      </dd>
    </div>
  )
}

const SPEAKERS: Record<Message['role'], string> = { system: 'System', user: 'User', assistant: 'Assistant' }

/** One message as it is; of several each with who says it. */
function textOf(messages: readonly Message[]): string {
  if (messages.length === 1) return messages[0]?.content ?? ''
  return messages.map(({ role, content }) => `${SPEAKERS[role]}: ${content}`).join('\n\n')
}
