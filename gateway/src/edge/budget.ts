import type { Response } from 'express'
import type { Asker, RateLimits } from './rate-limits.ts'

/** Takes what a request costs from its caller's budget. When the budget is spent, it is answered with 429. */
export async function isOverBudget(
  rateLimits: RateLimits,
  asker: Asker,
  cost: number,
  response: Response,
): Promise<boolean> {
  const { refusal, headers } = await rateLimits.take({ ...asker, cost, attempts: [] })
  if (!refusal) return false
  response
    .set(headers)
    .status(429)
    .json({ errors: [refusal] })
  return true
}
