/** What each location decides for itself and other subgraphs go by. */
export interface LocationPolicies {
  /** A visit that is cancelled less than so many hours before its start is cancelled late (AP9). */
  lateCancellationHours: number
  /** How far ahead visits are booked. */
  bookingMonthsAhead: number
  /** For how many days an estimate is good when nobody says until when. */
  estimateValidDays: number
}

/** What holds at a location that has decided nothing else. */
export const usualPolicies: LocationPolicies = {
  lateCancellationHours: 24,
  bookingMonthsAhead: 18,
  estimateValidDays: 30,
}

/** What a location may decide, the smallest and the largest. */
export const policyLimits: Readonly<Record<keyof LocationPolicies, readonly [least: number, most: number]>> =
  {
    lateCancellationHours: [0, 168],
    bookingMonthsAhead: [1, 36],
    estimateValidDays: [1, 365],
  }
