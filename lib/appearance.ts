import { ownCookie } from './own-cookie'

export const THEMES = ['system', 'light', 'dark'] as const
export const TEXT_SIZES = ['normal', 'large', 'larger'] as const

/** How somebody wants pages to look, kept by their browser: the server reads it, so that no page changes once it is there. */
export type Appearance = { theme: (typeof THEMES)[number]; textSize: (typeof TEXT_SIZES)[number] }

/**
 * What `<html>` carries: nothing for the system's theme and the usual size. All sizes are in rem and grow with the root's. The
 * theme is a rule's to say: the build makes variables of `light-dark()`, which only rules of a style sheet set.
 */
export type AppearanceAttributes = { 'data-theme'?: 'light' | 'dark'; style?: { fontSize: string } }

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

export function attributesOf({ theme, textSize }: Appearance): AppearanceAttributes {
  const fontSize = SIZES[textSize]
  return { ...(theme !== 'system' && { 'data-theme': theme }), ...(fontSize && { style: { fontSize } }) }
}
