import type { Metadata } from 'next'
import { Frame } from '@/components/ui/frame'
import { EditPrompt } from '@/components/upload/edit-prompt'
import { PromptInFullView } from '@/components/upload/prompt-in-full'
import { renderMessage } from '@/lib/markdown/render-markdown'
import type { Message } from '@/lib/prompts/messages'
import { gate, sitePageAccess } from '@/lib/server/page'
import { readPrompt } from '@/lib/uploads/read-prompt'
import { savePrompt } from '../../actions'

export const metadata: Metadata = { title: 'Prompt' }

export default async function PromptPage({ params }: PageProps<'/prompt-sets/[setId]/prompts/[promptId]'>) {
  const { setId, promptId } = await params
  const access = await sitePageAccess('prompts:read')
  const prompt = await gate(() => readPrompt(access, setId, promptId))
  const { set, id, externalId, category, tags, mayEdit } = prompt
  const crumbs = [
    { label: 'Prompt sets', href: '/prompt-sets' },
    { label: set.name, href: `/prompt-sets/${set.id}` },
    { label: externalId },
  ]
  return (
    <Frame crumbs={crumbs} person={access.actor}>
      <PromptInFullView
        prompt={prompt}
        asked={shown(prompt.messages)}
        answers={prompt.responses.map((one) => ({ ...one, messages: shown(one.messages) }))}
      >
        {mayEdit && <EditPrompt key={id} promptId={id} category={category} tags={tags} save={savePrompt} />}
      </PromptInFullView>
    </Frame>
  )
}

function shown(messages: readonly Message[]) {
  return messages.map(({ role, content }) => ({ role, html: renderMessage(content) }))
}
