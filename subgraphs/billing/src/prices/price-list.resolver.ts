import type { Context } from '@vetgraph/kit/context'
import { Arg, Ctx, Directive, ID, Mutation, Query, Resolver } from 'type-graphql'
import { exportPriceList, importPriceList } from './price-list.service.ts'
import { ImportPriceListInput, PriceListImport } from './price-list.types.ts'

@Resolver(() => PriceListImport)
export class PriceListResolver {
  @Directive('@cost(weight: 100)')
  @Query(() => String, {
    description:
      'The price list of a location as CSV (RFC 4180, UTF-8), entries in use with their prices of today, at most 2,000; cells that a spreadsheet would take for a formula begin with an apostrophe. NOT_FOUND at `locationId`. Needs `price:write` there; audited.',
  })
  priceListCsv(
    @Arg('locationId', () => ID, { description: 'The location.' }) locationId: string,
    @Ctx() ctx: Context,
  ): Promise<string> {
    return exportPriceList(ctx, locationId)
  }

  @Directive('@cost(weight: 100)')
  @Mutation(() => PriceListImport, {
    description:
      'Brings the price list of a location to what a file says: every line or, when one is wrong, none; `errors` says which. The same file read again changes nothing. NOT_FOUND at `locationId`; BAD_USER_INPUT at `csv` if it is empty, at `effectiveFrom` for a day that has passed. Needs `price:write` there.',
  })
  importPriceList(
    @Arg('input', () => ImportPriceListInput, { description: 'The file, and from when on.' })
    input: ImportPriceListInput,
    @Ctx() ctx: Context,
  ): Promise<PriceListImport> {
    return importPriceList(ctx, input)
  }
}
