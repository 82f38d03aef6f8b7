import { LimitedAs } from '@vetgraph/kit/access/attempts'
import type { Context } from '@vetgraph/kit/context'
import { Arg, Ctx, Mutation, Resolver } from 'type-graphql'
import { answerByLink, openLinkedEstimate } from './estimate-link.service.ts'
import { AnswerLinkedEstimateInput, LinkedEstimate } from './estimate-link.types.ts'

@Resolver(() => LinkedEstimate)
export class EstimateLinkResolver {
  @LimitedAs('link')
  @Mutation(() => LinkedEstimate, {
    description:
      'The version of an estimate that was mailed, for whoever has its link. NOT_FOUND at `token`; CONFLICT at `token` after its last day and once a newer version was begun.',
  })
  openLinkedEstimate(
    @Arg('token', () => String, { description: 'What stands behind `#` in the address of the link.' })
    token: string,
    @Ctx() ctx: Context,
  ): Promise<LinkedEstimate> {
    return openLinkedEstimate(ctx, token)
  }

  @LimitedAs('link')
  @Mutation(() => LinkedEstimate, {
    description:
      'Answers an estimate once and for all lines, for whoever has its link. NOT_FOUND at `token` or `acceptedItemIds`; CONFLICT at `token` after its last day and once a newer version was begun, at `id` when it was answered otherwise; BAD_USER_INPUT at `signature`. A repetition changes nothing.',
  })
  answerLinkedEstimate(
    @Arg('input', () => AnswerLinkedEstimateInput, { description: 'The link and the answer.' })
    input: AnswerLinkedEstimateInput,
    @Ctx() ctx: Context,
  ): Promise<LinkedEstimate> {
    return answerByLink(ctx, input)
  }
}
