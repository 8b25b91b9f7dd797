type Props = { html: string; className?: string }

/** Text that `lib/markdown` has rendered: the one place where HTML is put into the page as it is. */
export function Markdown({ html, className = 'md' }: Props) {
  // biome-ignore lint/security/noDangerouslySetInnerHtml: rendered and sanitized on the server by renderMarkdown
  return <div className={className} dangerouslySetInnerHTML={{ __html: html }} />
}
