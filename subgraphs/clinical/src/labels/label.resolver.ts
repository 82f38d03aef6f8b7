import type { Context } from '@vetgraph/kit/context'
import { DocumentAddress } from '@vetgraph/kit/documents/document.types'
import { Arg, Ctx, Directive, ID, Query, Resolver } from 'type-graphql'
import { addressOfLabel } from './label.service.ts'
import { LabelSize } from './label.types.ts'

@Resolver(() => DocumentAddress)
export class LabelResolver {
  @Directive('@cost(weight: 50)')
  @Query(() => DocumentAddress, {
    nullable: true,
    description:
      'Where the label of a prescription can be fetched as PDF, worded by the law of the location’s country; null only beside an error. NOT_FOUND for a prescription that the viewer may not see, BAD_USER_INPUT at `prescriptionId` for a cancelled one.',
  })
  prescriptionLabel(
    @Arg('prescriptionId', () => ID, { description: 'The prescription.' }) prescriptionId: string,
    @Arg('locationId', () => ID, { description: 'The location that hands it out.' }) locationId: string,
    @Arg('size', () => LabelSize, { description: 'The size of the labels in the printer.' }) size: LabelSize,
    @Ctx() ctx: Context,
  ): Promise<DocumentAddress> {
    return addressOfLabel(ctx, prescriptionId, locationId, size)
  }
}
