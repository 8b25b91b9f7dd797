// What the page says in its margin, for who is no statistician.

export const PARITY =
  'People do not always agree either. A model does as well as they do when it agrees with them as often as they agree with each other, on the same items. Equal means within the margin that the protocol fixed beforehand; that two intervals overlap would not show it.'

export const REPLACING =
  'Each person in turn is set aside, and model and person are compared by who comes nearer to what the others say. Where that is mostly the model, asking it in place of that person loses little.'

export const HABITS =
  'A judge should go by the responses, not by which stands first or is longer. A model that changes its verdict with the order follows the order, or it is of two minds anyway: what it changes when asked the same again tells which.'

export const AGAIN =
  'What a model says otherwise when nothing has changed is its own noise. Where there is much of it, several samples of it say more than one.'

export const NO_VERDICT =
  'An answer that names none of the options, a refusal or one cut off is no tie and no loss: it is counted here, and left out everywhere else.'

export const ORDER =
  'A model may be wrong on many items and still rank the systems as people do. With few systems that is easily chance: look at the interval.'

export const POWERED =
  'People judge some prompts, a model judges all. What it gets wrong where people judged, too, corrects what it says of the rest. The result is right on average however poor the model is; a poor one makes it no better than people alone.'
