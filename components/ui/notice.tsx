import { Icon } from './icon'

type Kind = 'ok' | 'note' | 'caution' | 'critical'

const GLYPHS = { ok: 'check', note: 'note', caution: 'caution', critical: 'critical' } as const

const COLOURS = { ok: 'text-accent', note: 'text-ink-2', caution: 'text-caution', critical: 'text-critical' } as const

type Props = { kind?: Kind; className?: string; children: React.ReactNode }

/** What happened, what was kept and what to do, with a glyph. `critical` is announced at once, the rest politely. */
export function Notice({ kind = 'note', className = '', children }: Props) {
  return (
    <div
      className={`grid grid-cols-[1.1rem_1fr] gap-x-[0.7rem] text-sm ${className}`}
      role={kind === 'critical' ? 'alert' : 'status'}
    >
      <span className={`${COLOURS[kind]} [&>svg]:mt-[0.22rem]`}>
        <Icon name={GLYPHS[kind]} />
      </span>
      <div>{children}</div>
    </div>
  )
}
