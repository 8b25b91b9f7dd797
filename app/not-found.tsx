import { Frame } from '@/components/ui/frame'
import { LinkButton } from '@/components/ui/link-button'

export default function NotFound() {
  return (
    <Frame>
      <h1>Not here</h1>
      <p className="standfirst">There is no such page, or it is not one your account may see.</p>
      <p className="section-tight">
        <LinkButton href="/">Go to your start page</LinkButton>
      </p>
    </Frame>
  )
}
