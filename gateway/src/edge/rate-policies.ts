const minute = 60
const quarter = 15 * minute

/** How many points somebody has in so many seconds; an operation takes its cost, an attempt takes one. */
export const ratePolicies = {
  // A busy front desk: seven hundred day boards a minute for each person.
  staff: { points: 600_000, seconds: minute },
  owner: { points: 60_000, seconds: minute },
  // A program of somebody else's; what it takes, the front desk does not have.
  client: { points: 300_000, seconds: minute },
  // By address, behind which a whole hospital may sign in at eight.
  anonymous: { points: 60_000, seconds: minute },
  // The same at a browser where somebody has signed in before, by the account: strangers behind the address take none.
  'known-device': { points: 30_000, seconds: minute },
  // Subscriptions that nobody has asked for before, under whatever names; each may become a stream of a subgraph.
  'new-streams': { points: 120, seconds: minute },
  // Only for the work that comparing passwords is: identity counts the failures, and locks out (AU1).
  'sign-in-address': { points: 600, seconds: quarter },
  // What makes the hospital write e-mail to an address that a stranger names: how much one gets, identity counts.
  'mail-address': { points: 60, seconds: quarter },
  'link-address': { points: 100, seconds: quarter },
  // Programs that ask for tokens, each every quarter of an hour; secrets cannot be guessed at any rate.
  'token-address': { points: 600, seconds: quarter },
  'refresh-address': { points: 1_000, seconds: quarter },
  // In place of those by address, where somebody has signed in before, by the account.
  'sign-in-device': { points: 100, seconds: quarter },
  'mail-device': { points: 20, seconds: quarter },
  'link-device': { points: 50, seconds: quarter },
  'refresh-device': { points: 300, seconds: quarter },
} as const

/** What a request costs at least that is refused before it runs. */
export const refusalCost = 500

const lettersPerPoint = 5

/** What it costs that a text is refused: reading it takes the longer the longer it is. */
export const costOfRefusing = (text: string) =>
  Math.max(refusalCost, Math.floor(text.length / lettersPerPoint))

/**
 * What each selection of an operation costs more, fragments unfolded, when it is new: planning takes about a tenth of
 * a millisecond for each.
 */
export const newSelectionCost = 20

export type RatePolicy = keyof typeof ratePolicies

/** Points instead of those above. */
export type RateLimitPoints = Readonly<Partial<Record<RatePolicy, number>>>
