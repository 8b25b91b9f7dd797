/** What a recruitment pays, in units of its currency; null where too little is known. */
export type Pay = {
  /** By what people completed in, from arrival to the end: reading the terms is work, too. */
  hourly: number | null
  soFar: number | null
  /** Once all places have completed. The platform's own fees come on top. */
  forecast: number | null
}

/** @param reward for a completion, in hundredths @param minutes median from arrival to the end */
export function payOf(of: { reward: number | null; minutes: number | null; completed: number; places: number }): Pay {
  const { reward, minutes, completed, places } = of
  if (reward === null) return { hourly: null, soFar: null, forecast: null }
  const each = reward / 100
  return {
    hourly: minutes === null || minutes <= 0 ? null : (each * 60) / minutes,
    soFar: each * completed,
    forecast: each * Math.max(places, completed),
  }
}
