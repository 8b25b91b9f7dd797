import type { Schema } from 'hast-util-sanitize'

const MATH = [
  ...['math', 'semantics', 'mrow', 'mi', 'mn', 'mo', 'mtext', 'ms', 'mspace', 'mfrac', 'msqrt', 'mroot', 'mstyle'],
  ...['mpadded', 'mphantom', 'menclose', 'msub', 'msup', 'msubsup', 'munder', 'mover', 'munderover', 'mmultiscripts'],
  ...['mtable', 'mtr', 'mtd'],
]

/** A length that cannot push a formula out of its pane. */
const LENGTH = /^\d{0,2}(\.\d{1,4})?em$/
const YES_NO = /^(true|false)$/

/** All that may reach the screen from an answer. No address, style, id, name or handler is in it. */
export const allowed: Schema = {
  tagNames: [
    ...['p', 'br', 'hr', 'em', 'strong', 'del', 'sup', 'code', 'pre', 'blockquote', 'ul', 'ol', 'li', 'span', 'div'],
    ...['section', 'h3', 'h4', 'h5', 'h6', 'table', 'thead', 'tbody', 'tr', 'th', 'td', ...MATH],
  ],
  attributes: {
    '*': [
      ['dir', 'auto', 'rtl', 'ltr'],
      ['lang', 'ko'],
    ],
    p: [['className', 'raw', 'footnotes-title']],
    pre: [['role', 'group'], ['ariaLabel', 'Code'], 'tabIndex'],
    div: [['className', 'table'], ['role', 'group'], ['ariaLabel', 'Table'], 'tabIndex'],
    span: [
      ['className', 'link', 'address', 'image', 'math', 'katex-error', /^hljs-[a-z_-]+$/],
      ['role', 'group'],
      ['ariaLabel', 'Formula'],
      'tabIndex',
    ],
    section: [['className', 'footnotes']],
    ol: ['start'],
    th: [['align', 'left', 'center', 'right']],
    td: [['align', 'left', 'center', 'right']],
    math: [['display', 'block']],
    mi: [['mathvariant', 'normal']],
    mo: [
      ['stretchy', YES_NO],
      ['fence', YES_NO],
      ['separator', YES_NO],
      ['form', 'prefix', 'infix', 'postfix'],
      ['lspace', LENGTH],
      ['rspace', LENGTH],
      ['minsize', LENGTH],
      ['maxsize', LENGTH],
    ],
    mspace: [
      ['width', LENGTH],
      ['linebreak', 'newline'],
    ],
    mover: [['accent', YES_NO]],
    munder: [['accentunder', YES_NO]],
    mfrac: [['linethickness', '0px', LENGTH]],
    mstyle: [
      ['scriptlevel', /^[0-3]$/],
      ['displaystyle', YES_NO],
    ],
    menclose: [['notation', /^[a-z ]{1,60}$/]],
    mtable: [
      ['columnalign', /^[a-z ]{1,400}$/],
      ['columnspacing', /^[\d. em]{1,400}$/],
      ['rowspacing', /^[\d. em]{1,400}$/],
      ['columnlines', /^[a-z ]{1,400}$/],
      ['rowlines', /^[a-z ]{1,400}$/],
    ],
  },
  // KaTeX repeats the source there; the formula says it once.
  strip: ['script', 'style', 'annotation'],
  protocols: {},
  clobber: [],
  ancestors: {},
  required: {},
  allowComments: false,
  allowDoctypes: false,
}
