const minute = 60
const quarter = 15 * minute

/** Points per duration in seconds; an operation takes its cost, an attempt takes one. */
export const ratePolicies = {
  // Enough for a busy front desk: seven hundred day boards a minute per user.
  staff: { points: 600_000, seconds: minute },
  owner: { points: 60_000, seconds: minute },
  // An API client; it has a budget of its own, lower than that of staff.
  client: { points: 300_000, seconds: minute },
  // By address: a whole hospital behind one address may sign in at eight o'clock.
  anonymous: { points: 60_000, seconds: minute },
  // By account, at a browser where it has signed in before: strangers at the same address do not use up its budget.
  'known-device': { points: 30_000, seconds: minute },
  // New subscriptions, regardless of aliases; each may open a stream of a subgraph.
  'new-streams': { points: 120, seconds: minute },
  // Limits the CPU used for comparing passwords only: identity counts failures and locks out (AU1).
  'sign-in-address': { points: 600, seconds: quarter },
  // Requests that send e-mail to an address given by a stranger; identity limits the e-mails per address.
  'mail-address': { points: 60, seconds: quarter },
  'link-address': { points: 100, seconds: quarter },
  // Token requests of API clients, each every 15 minutes; secrets cannot be guessed at any rate.
  'token-address': { points: 600, seconds: quarter },
  'refresh-address': { points: 1_000, seconds: quarter },
  // In place of those by address, where somebody has signed in before, by the account.
  'sign-in-device': { points: 100, seconds: quarter },
  'mail-device': { points: 20, seconds: quarter },
  'link-device': { points: 50, seconds: quarter },
  'refresh-device': { points: 300, seconds: quarter },
} as const

/** The minimum cost of a request that is refused before it runs. */
export const refusalCost = 500

const lettersPerPoint = 5

/** The cost of refusing a document, by its length, because parsing takes longer for longer ones. */
export const costOfRefusing = (text: string) =>
  Math.max(refusalCost, Math.floor(text.length / lettersPerPoint))

/**
 * The additional cost of each selection (fragments expanded) of a new operation: planning takes about 0.1 ms for each.
 */
export const newSelectionCost = 20

export type RatePolicy = keyof typeof ratePolicies

/** Points instead of those above. */
export type RateLimitPoints = Readonly<Partial<Record<RatePolicy, number>>>
