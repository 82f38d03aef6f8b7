import type { StocktakePageQuery } from './counts.gen'

/** A stocktake as its page reads it. */
export type Sheet = NonNullable<StocktakePageQuery['stocktake']>
export type Line = Sheet['lines']['nodes'][number]
