'use client'

import { Button as AriaButton, type ButtonProps } from 'react-aria-components'
import { button, type Look } from './button-look'

/** A button; while `isPending` it keeps its place and focus, and cannot be pressed again. */
export function Button({ look = 'normal', ...props }: Omit<ButtonProps, 'className'> & { look?: Look }) {
  return <AriaButton {...props} className={button({ look })} />
}
