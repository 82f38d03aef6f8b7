import type { Context } from '@vetgraph/kit/context'
import { Arg, Ctx, Directive, FieldResolver, Mutation, Resolver, Root } from 'type-graphql'
import { PhotoInput } from '../pictures/picture.types.ts'
import { User } from '../users/user.types.ts'
import { photoUrlOf, removeMyPhoto, setMyPhoto } from './photo.service.ts'

@Resolver(() => User)
export class PhotoResolver {
  @Mutation(() => User, { description: 'Sets the viewer’s own portrait photo, replacing the previous one.' })
  setMyPhoto(
    @Arg('input', () => PhotoInput, { description: 'The image.' }) input: PhotoInput,
    @Ctx() ctx: Context,
  ): Promise<User> {
    return setMyPhoto(ctx, input)
  }

  @Mutation(() => User, { description: 'Removes the viewer’s own portrait photo.' })
  removeMyPhoto(@Ctx() ctx: Context): Promise<User> {
    return removeMyPhoto(ctx)
  }

  @Directive('@cost(weight: 5)')
  @FieldResolver(() => String, {
    nullable: true,
    description: 'The portrait photo as a `data:` URL of at most 88 kB; null if there is none.',
  })
  photoUrl(@Root() user: User, @Ctx() ctx: Context): Promise<string | null> {
    return photoUrlOf(ctx, user)
  }
}
