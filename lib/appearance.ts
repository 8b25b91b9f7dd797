import { ownCookie } from './own-cookie'

export const THEMES = ['system', 'light', 'dark'] as const
export const TEXT_SIZES = ['normal', 'large', 'larger'] as const

/** How somebody wants pages to look, kept by their browser: the server reads it, so that no page changes once it is there. */
export type Appearance = { theme: (typeof THEMES)[number]; textSize: (typeof TEXT_SIZES)[number] }

/** What `<html>` carries: nothing for the system's theme and the usual size. All sizes are in rem and grow with the root's. */
export type AppearanceStyle = { colorScheme?: 'light' | 'dark'; fontSize?: string }

const SIZES = { normal: undefined, large: '112.5%', larger: '130%' } as const

/** The cookie that remembers it. */
export function appearanceCookie(isSecure: boolean): string {
  return ownCookie('evenhand-look', isSecure)
}

/** A cookie's value, `dark.large`; the usual in place of what it does not say, or what nobody knows. */
export function readAppearance(value: string | undefined): Appearance {
  const [theme, textSize] = (value ?? '').split('.')
  return {
    theme: THEMES.find((each) => each === theme) ?? 'system',
    textSize: TEXT_SIZES.find((each) => each === textSize) ?? 'normal',
  }
}

/** The value that keeps it. */
export function writeAppearance({ theme, textSize }: Appearance): string {
  return `${theme}.${textSize}`
}

export function styleOf({ theme, textSize }: Appearance): AppearanceStyle {
  const fontSize = SIZES[textSize]
  return { ...(theme !== 'system' && { colorScheme: theme }), ...(fontSize && { fontSize }) }
}

/** The choice that a page shows, from what its `<html>` carries. */
export function appearanceOf({ colorScheme, fontSize }: { colorScheme: string; fontSize: string }): Appearance {
  return {
    theme: THEMES.find((each) => each === colorScheme) ?? 'system',
    textSize: TEXT_SIZES.find((each) => each !== 'normal' && SIZES[each] === fontSize) ?? 'normal',
  }
}
