/** A message as it is sent to a model. */
type Message = { role: string; content: string }

const ROLES: Record<string, string> = { system: 'System', user: 'User', assistant: 'Assistant' }

/** Messages exactly as they are sent: every character, nothing laid out. */
export function Messages({ messages }: { messages: readonly Message[] }) {
  return (
    <ol className="list-none space-y-3">
      {messages.map(({ role, content }, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: messages never change places
        <li key={index}>
          <p className="text-xs font-semibold text-ink-2">{ROLES[role] ?? role}</p>
          <AsIs text={content} label={`Message ${index + 1}, ${role}`} />
        </li>
      ))}
    </ol>
  )
}

/** A text as it is, spaces and all; a long one scrolls by itself, by the keyboard, too. */
export function AsIs({ text, label }: { text: string; label: string }) {
  return (
    <section
      className="mt-1 max-h-96 overflow-y-auto rounded-md border border-rule bg-surface px-3 py-2 font-mono text-xs/[1.6] wrap-anywhere whitespace-pre-wrap"
      aria-label={label}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: without it the keyboard cannot scroll (WCAG 2.1.1)
      tabIndex={0}
    >
      {text}
    </section>
  )
}
