'use client'

import { useState } from 'react'
import { type Appearance, appearanceCookie, attributesOf, TEXT_SIZES, THEMES, writeAppearance } from '@/lib/appearance'
import { fieldLabel } from './field-look'

const A_YEAR = 365 * 24 * 60 * 60

type Words = { theme: string; textSize: string } & Record<Appearance['theme'] | Appearance['textSize'], string>
type Props = {
  words: Words
  /** As the server read it. */
  initial: Appearance
}

/** Chooses theme and text size; the page changes at once, and every later one comes so. */
export function AppearanceChoice({ words, initial }: Props) {
  const [look, setLook] = useState(initial)
  const choose = (change: Partial<Appearance>) => {
    const next = { ...look, ...change }
    setLook(next)
    show(next)
  }
  return (
    <div className="flex flex-wrap gap-x-6 gap-y-4">
      <label className="min-w-40 flex-1">
        <span className={fieldLabel()}>{words.theme}</span>
        <select
          value={look.theme}
          onChange={({ target }) => choose({ theme: THEMES.find((each) => each === target.value) ?? 'system' })}
        >
          {THEMES.map((theme) => (
            <option key={theme} value={theme}>
              {words[theme]}
            </option>
          ))}
        </select>
      </label>
      <label className="min-w-40 flex-1">
        <span className={fieldLabel()}>{words.textSize}</span>
        <select
          value={look.textSize}
          onChange={({ target }) => choose({ textSize: TEXT_SIZES.find((each) => each === target.value) ?? 'normal' })}
        >
          {TEXT_SIZES.map((size) => (
            <option key={size} value={size}>
              {words[size]}
            </option>
          ))}
        </select>
      </label>
    </div>
  )
}

/** In this page, and in the cookie that the server reads for the next. */
function show(look: Appearance): void {
  const isSecure = window.location.protocol === 'https:'
  const kept = `path=/; max-age=${A_YEAR}; samesite=lax${isSecure ? '; secure' : ''}`
  // biome-ignore lint/suspicious/noDocumentCookie: the server reads it; the Cookie Store API is not in every browser
  document.cookie = `${appearanceCookie(isSecure)}=${writeAppearance(look)}; ${kept}`
  const { documentElement: root } = document
  const attributes = attributesOf(look)
  root.style.fontSize = attributes.style?.fontSize ?? ''
  if (attributes['data-theme']) root.dataset.theme = attributes['data-theme']
  else delete root.dataset.theme
}
