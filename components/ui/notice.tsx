import { Icon } from './icon'

type Kind = 'ok' | 'note' | 'caution' | 'critical'

const GLYPHS = { ok: 'check', note: 'note', caution: 'caution', critical: 'critical' } as const

/** What happened, what was kept and what to do, with a glyph. `critical` is announced at once, the rest politely. */
export function Notice({ kind = 'note', children }: { kind?: Kind; children: React.ReactNode }) {
  return (
    <div className="notice" role={kind === 'critical' ? 'alert' : 'status'}>
      <span className={kind === 'note' ? 'quiet' : `is-${kind}`}>
        <Icon name={GLYPHS[kind]} />
      </span>
      <div>{children}</div>
    </div>
  )
}
