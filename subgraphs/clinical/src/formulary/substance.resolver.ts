import { PageArgs } from '@vetgraph/kit/reads/connection'
import type { Context } from '@vetgraph/kit/context'
import { Arg, Args, Ctx, ID, Mutation, Query, Resolver } from 'type-graphql'
import { findSubstance, listSubstances, saveSubstance } from './substance.service.ts'
import { SaveSubstanceInput, Substance, SubstanceConnection, SubstanceFilter } from './substance.types.ts'

@Resolver(() => Substance)
export class SubstanceResolver {
  @Query(() => SubstanceConnection, { description: 'The substances that the hospital keeps, by name.' })
  async substances(
    @Args(() => PageArgs) args: PageArgs,
    @Arg('filter', () => SubstanceFilter, {
      nullable: true,
      description: 'Which substances; those in use if left out.',
    })
    filter: SubstanceFilter | null,
    @Ctx() ctx: Context,
  ): Promise<SubstanceConnection> {
    return new SubstanceConnection(await listSubstances(ctx, args, filter))
  }

  @Query(() => Substance, {
    nullable: true,
    description: 'A substance by id, a retired one too; null when there is none.',
  })
  substance(
    @Arg('id', () => ID, { description: 'The substance’s id.' }) id: string,
    @Ctx() ctx: Context,
  ): Promise<Substance | null> {
    return findSubstance(ctx, id)
  }

  @Mutation(() => Substance, {
    description:
      'Adds a substance, or changes one. A second one of a name is a CONFLICT. With an Idempotency-Key a repetition answers the first one’s.',
  })
  saveSubstance(
    @Arg('input', () => SaveSubstanceInput, { description: 'The substance.' }) input: SaveSubstanceInput,
    @Ctx() ctx: Context,
  ): Promise<Substance> {
    return saveSubstance(ctx, input)
  }
}
