import type { Context } from '@vetgraph/kit/context'
import { Ctx, FieldResolver, ID, Resolver, Root } from 'type-graphql'
import { findPatients } from './patient-match.service.ts'
import { PatientMatch } from './patient-match.types.ts'

@Resolver(() => PatientMatch)
export class PatientMatchResolver {
  @FieldResolver(() => [ID], {
    description: 'Ids of the pets with that microchip, or of that name that the client owns or co-owns.',
  })
  petIds(@Root() { id }: PatientMatch, @Ctx() ctx: Context): Promise<string[]> {
    return findPatients(ctx, id)
  }
}
