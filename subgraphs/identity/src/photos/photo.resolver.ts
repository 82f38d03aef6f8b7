import type { Context } from '@vetgraph/kit/context'
import { Arg, Ctx, Directive, FieldResolver, Mutation, Resolver, Root } from 'type-graphql'
import { User } from '../users/user.types.ts'
import { photoUrlOf, removeMyPhoto, setMyPhoto } from './photo.service.ts'
import { PhotoInput } from './photo.types.ts'

@Resolver(() => User)
export class PhotoResolver {
  @Mutation(() => User, { description: 'Makes a picture one’s own portrait, in place of the one before.' })
  setMyPhoto(
    @Arg('input', () => PhotoInput, { description: 'The picture.' }) input: PhotoInput,
    @Ctx() ctx: Context,
  ): Promise<User> {
    return setMyPhoto(ctx, input)
  }

  @Mutation(() => User, { description: 'Takes one’s own portrait away.' })
  removeMyPhoto(@Ctx() ctx: Context): Promise<User> {
    return removeMyPhoto(ctx)
  }

  @Directive('@cost(weight: 5)')
  @FieldResolver(() => String, {
    nullable: true,
    description: 'The portrait as a `data:` URL of up to 88 kB; null when there is none.',
  })
  photoUrl(@Root() user: User, @Ctx() ctx: Context): Promise<string | null> {
    return photoUrlOf(ctx, user)
  }
}
