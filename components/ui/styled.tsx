import { createElement, type JSX } from 'react'

type Tag = keyof JSX.IntrinsicElements
type Props<T extends Tag> = JSX.IntrinsicElements[T] & { as?: Tag }

/**
 * Makes a component of one look: an element, `tag` unless `as` names another, with these utilities before its own.
 * @param marks attributes by which other components' utilities find it, such as `data-number`
 */
export function styled<T extends Tag>(tag: T, look: string, marks: Record<`data-${string}`, boolean> = {}) {
  return function Styled({ as = tag, className, ...props }: Props<T>) {
    return createElement(as, { ...marks, ...props, className: className ? `${look} ${className}` : look })
  }
}
