import type { Metadata } from 'next'
import { Frame } from '@/components/ui/frame'
import { Standfirst } from '@/components/ui/text'
import { AcceptedFormats } from '@/components/upload/accepted-formats'
import { HubForm } from '@/components/upload/hub-form'
import { UploadForm } from '@/components/upload/upload-form'
import { gate, sitePageAccess } from '@/lib/server/page'
import { readUploadTarget } from '@/lib/uploads/queries'
import { discard, lookAtDataSet, pull } from '../../../uploads/[uploadId]/actions'

export const metadata: Metadata = { title: 'Upload to a prompt set' }

export default async function UploadPage({ params, searchParams }: PageProps<'/prompt-sets/[setId]/upload'>) {
  const { setId } = await params
  const isPrompts = (await searchParams).kind === 'prompts'
  const access = await sitePageAccess('uploads:manage')
  const { set, prompts, systems } = await gate(() => readUploadTarget(access, setId))
  const title = isPrompts ? 'Add prompts' : 'Upload responses'
  const here = [
    { label: 'Prompt sets', href: '/prompt-sets' },
    { label: set.name, href: `/prompt-sets/${set.id}` },
  ]
  const known = systems.length > 0 ? ` Here already: ${systems.slice(0, 12).join(', ')}.` : ''
  const name = {
    label: 'System',
    description: `The model with its settings, such as “LIMA 65B, p = 0.9, T = 0.7”. Annotators never see it. Leave it empty where the files name their systems, one or several.${known}`,
  }
  return (
    <Frame crumbs={[...here, { label: title }]} person={access.actor}>
      <h1>{title}</h1>
      <Standfirst>
        {isPrompts ? 'More prompts for ' : `What a system answered to the ${prompts.toLocaleString('en')} prompts of `}
        <em>{set.name}</em>.
      </Standfirst>
      <UploadForm
        kind={isPrompts ? 'PROMPTS' : 'RESPONSES'}
        promptSetId={set.id}
        {...(!isPrompts && { name })}
        discard={discard}
      />
      <HubForm
        kind={isPrompts ? 'PROMPTS' : 'RESPONSES'}
        promptSetId={set.id}
        {...(!isPrompts && { name })}
        look={lookAtDataSet}
        pull={pull}
      />
      <AcceptedFormats kind={isPrompts ? 'PROMPTS' : 'RESPONSES'} />
    </Frame>
  )
}
