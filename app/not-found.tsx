import { BareFrame } from '@/components/ui/bare-frame'

export default function NotFound() {
  return (
    <BareFrame>
      <h1>Not here</h1>
      <p className="standfirst">There is no such page, or it is not one your account may see.</p>
      <p className="section-tight">
        <a className="btn" href="/">
          Go to your start page
        </a>
      </p>
    </BareFrame>
  )
}
