import type { Context } from '@vetgraph/kit/context'
import { Ctx, FieldResolver, Query, Resolver, Root } from 'type-graphql'
import { listBreeds, listSpecies } from './species.service.ts'
import { Breed, Species } from './species.types.ts'

@Resolver(() => Species)
export class SpeciesResolver {
  @Query(() => [Species], { description: 'The species in use, by name.' })
  species(@Ctx() ctx: Context): Promise<Species[]> {
    return listSpecies(ctx)
  }

  @FieldResolver(() => [Breed], { description: 'The breeds in use, by name.' })
  breeds(@Root() species: Species, @Ctx() ctx: Context): Promise<Breed[]> {
    return listBreeds(ctx, species.id)
  }
}
