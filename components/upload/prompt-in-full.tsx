import { LinkButton } from '@/components/ui/link-button'
import { Section, Titles } from '@/components/ui/section'
import { Note, Prose } from '@/components/ui/text'
import { count } from '@/lib/numbers/count'
import type { PromptInFull } from '@/lib/uploads/read-prompt'

/** A message as it is shown: its Markdown made on the server. */
type Shown = { role: string; html: string }
type Props = {
  prompt: PromptInFull
  asked: readonly Shown[]
  answers: readonly { id: string; system: string; sample: number; messages: readonly Shown[] }[]
  children: React.ReactNode
}

/** A prompt with every answer to it side by side. */
export function PromptInFullView({ prompt, asked, answers, children }: Props) {
  const { set, externalId, category, tags, neighbours, hasMore } = prompt
  const hrefOf = (id: string) => `/prompt-sets/${set.id}/prompts/${id}`
  return (
    <>
      <Titles>
        <h1 className="wrap-anywhere">Prompt {externalId}</h1>
        <nav className="flex flex-wrap gap-[0.6rem]" aria-label="Prompts of the set">
          {neighbours.before && <LinkButton href={hrefOf(neighbours.before)}>Previous</LinkButton>}
          {neighbours.after && <LinkButton href={hrefOf(neighbours.after)}>Next</LinkButton>}
        </nav>
      </Titles>
      <Note className="mt-2">
        {[category ?? 'No category', ...tags].join(', ')}. The systems are named here: keep this page from annotators.
      </Note>
      {children}
      <div className="mt-6 max-w-[46rem]">
        <Messages messages={asked} />
      </div>
      <Section aria-labelledby="answers">
        <h2 id="answers">{answers.length === 0 ? 'No answer yet' : count(answers.length, 'answer')}</h2>
        {answers.length === 0 && <Prose>No system has answered this prompt.</Prose>}
        <div className="mt-5 grid grid-cols-[repeat(auto-fit,minmax(min(22rem,100%),1fr))] gap-x-12 gap-y-10">
          {answers.map(({ id, system, sample, messages }) => (
            <section key={id} className="min-w-0" aria-label={`Response of ${system}`}>
              <h3 className="border-b border-rule pb-2 text-base/[1.25] wrap-anywhere">
                {system}
                {sample > 0 && <small className="font-normal text-ink-2"> sample {sample}</small>}
              </h3>
              <div className="mt-3">
                <Messages messages={messages} />
              </div>
            </section>
          ))}
        </div>
        {hasMore && <Note className="mt-6">There are more; these are the first {answers.length}.</Note>}
      </Section>
    </>
  )
}

function Messages({ messages }: { messages: readonly Shown[] }) {
  return messages.map(({ role, html }, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: messages of a record do not move
    <div className="[div+&]:mt-[1.6rem]" key={index}>
      {messages.length > 1 && <p className="mb-[0.3rem] text-xs font-semibold text-ink-3">{role}</p>}
      {/* biome-ignore lint/security/noDangerouslySetInnerHtml: renderMessage sanitises, and its tests attack it */}
      <div className="md" dangerouslySetInnerHTML={{ __html: html }} />
    </div>
  ))
}
