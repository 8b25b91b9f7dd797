import type { Code, Construct, Effects, State, TokenizeContext } from 'micromark-util-types'
import type { Processor } from 'unified'

declare module 'micromark-util-types' {
  interface TokenTypeMap {
    mathText: 'mathText'
    mathTextData: 'mathTextData'
    mathTextSequence: 'mathTextSequence'
  }
}

const BACKSLASH = 92
const DOLLAR = 36
/** Longer "formulas" are unbalanced delimiters; looking for their end would cost quadratic time. */
const LONGEST_INLINE = 2000

/**
 * Teaches remark-math what people and models write: `\(x\)` and `\[x\]` are formulas, and two prices are not.
 * A single dollar opens a formula only as in Pandoc: no space inside the dollars, no digit after the closing one.
 * Use after remark-math.
 */
export function remarkMathSyntax(this: Processor): void {
  const extensions = this.data().micromarkExtensions ?? []
  for (const { text } of extensions) {
    const dollar = text?.[DOLLAR]
    if (text && dollar && !Array.isArray(dollar)) text[DOLLAR] = guardPrices(dollar)
  }
  extensions.push({ text: { [BACKSLASH]: texDelimiters } })
}

function guardPrices(dollars: Construct): Construct {
  return {
    ...dollars,
    tokenize(effects, ok, nok) {
      const formula = dollars.tokenize.call(this, effects, ok, nok)
      return effects.check({ tokenize: checkDollars, partial: true }, formula, nok)
    },
  }
}

function checkDollars(effects: Effects, ok: State, nok: State): State {
  let opening = 0
  let closing = 0
  let length = 0
  let last: Code = null

  return open
  function open(code: Code): State | undefined {
    if (opening === 0) effects.enter('mathTextSequence')
    if (code === DOLLAR) {
      opening++
      effects.consume(code)
      return open
    }
    return opening === 1 && isSpace(code) ? nok(code) : inside(code)
  }
  function inside(code: Code): State | undefined {
    if (code === null || ++length > LONGEST_INLINE) return nok(code)
    if (code === DOLLAR) {
      closing = 0
      return close(code)
    }
    last = code
    consume(effects, code)
    return inside
  }
  function close(code: Code): State | undefined {
    if (code === DOLLAR) {
      closing++
      effects.consume(code)
      return close
    }
    if (closing !== opening) {
      last = DOLLAR
      return inside(code)
    }
    effects.exit('mathTextSequence')
    return opening === 1 && (isSpace(last) || isDigit(code)) ? nok(code) : ok(code)
  }
}

const texDelimiters: Construct = { name: 'mathText', tokenize: tokenizeTex }

function tokenizeTex(this: TokenizeContext, effects: Effects, ok: State, nok: State): State {
  let closer = 0
  let length = 0

  return start
  function start(code: Code): State | undefined {
    effects.enter('mathText')
    effects.enter('mathTextSequence')
    effects.consume(code)
    return open
  }
  function open(code: Code): State | undefined {
    if (code !== 40 && code !== 91) return nok(code)
    closer = code === 40 ? 41 : 93
    effects.consume(code)
    effects.exit('mathTextSequence')
    return between
  }
  function between(code: Code): State | undefined {
    if (code === null || length > LONGEST_INLINE) return nok(code)
    if (isLineEnding(code)) {
      length++
      consume(effects, code)
      return between
    }
    if (code === BACKSLASH) return effects.attempt({ tokenize: tokenizeCloser, partial: true }, done, escaped)(code)
    effects.enter('mathTextData')
    return data(code)
  }
  function escaped(code: Code): State | undefined {
    effects.enter('mathTextData')
    effects.consume(code)
    // What follows a backslash belongs to it: `\\)` is a line break and a parenthesis, not an end.
    return (next) => {
      if (next === null || isLineEnding(next)) return data(next)
      effects.consume(next)
      return data
    }
  }
  function data(code: Code): State | undefined {
    if (code === null || code === BACKSLASH || isLineEnding(code) || ++length > LONGEST_INLINE) {
      effects.exit('mathTextData')
      return between(code)
    }
    effects.consume(code)
    return data
  }
  function done(code: Code): State | undefined {
    effects.exit('mathText')
    return ok(code)
  }
  function tokenizeCloser(inner: Effects, yes: State, no: State): State {
    return (first) => {
      inner.enter('mathTextSequence')
      inner.consume(first)
      return (second) => {
        if (second !== closer) return no(second)
        inner.consume(second)
        inner.exit('mathTextSequence')
        return yes
      }
    }
  }
}

/** Line endings need a token of their own. */
function consume(effects: Effects, code: Code): void {
  if (!isLineEnding(code)) {
    effects.consume(code)
    return
  }
  effects.enter('lineEnding')
  effects.consume(code)
  effects.exit('lineEnding')
}

/** micromark counts line endings and tabs as negative codes. */
function isLineEnding(code: Code): boolean {
  return code !== null && code < -2
}
function isSpace(code: Code): boolean {
  return code === null || code < 0 || code === 32
}
function isDigit(code: Code): boolean {
  return code !== null && code >= 48 && code <= 57
}
