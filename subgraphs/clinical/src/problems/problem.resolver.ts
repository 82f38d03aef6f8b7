import type { Context } from '@vetgraph/kit/context'
import { Arg, Ctx, Directive, FieldResolver, Mutation, Resolver, Root } from 'type-graphql'
import { Pet } from '../pets/pet.types.ts'
import { User } from '../refs/stubs.ts'
import { addProblem, listProblems, reopenProblem, resolveProblem, retractProblem } from './problem.service.ts'
import {
  AddProblemInput,
  Problem,
  ProblemStatus,
  ReopenProblemInput,
  ResolveProblemInput,
  RetractProblemInput,
} from './problem.types.ts'

@Resolver(() => Problem)
export class ProblemResolver {
  @Mutation(() => Problem, {
    description:
      'Puts a problem on a patient’s list; one that is active there already is a CONFLICT at `text`. With an Idempotency-Key a repetition answers the first one’s.',
  })
  addProblem(
    @Arg('input', () => AddProblemInput, { description: 'The problem.' }) input: AddProblemInput,
    @Ctx() ctx: Context,
  ): Promise<Problem> {
    return addProblem(ctx, input)
  }

  @Mutation(() => Problem, {
    description: 'Marks a problem as resolved; CONFLICT for a stale version and for a retracted one.',
  })
  resolveProblem(
    @Arg('input', () => ResolveProblemInput, { description: 'Which problem.' }) input: ResolveProblemInput,
    @Ctx() ctx: Context,
  ): Promise<Problem> {
    return resolveProblem(ctx, input)
  }

  @Mutation(() => Problem, {
    description:
      'Makes a resolved problem active again, doing it twice is no error; CONFLICT for a stale version, for a retracted one, and while the same problem is active on the list.',
  })
  reopenProblem(
    @Arg('input', () => ReopenProblemInput, { description: 'Which problem.' }) input: ReopenProblemInput,
    @Ctx() ctx: Context,
  ): Promise<Problem> {
    return reopenProblem(ctx, input)
  }

  @Mutation(() => Problem, {
    description:
      'Takes a problem that was entered in error off the list; CONFLICT for a stale version and for a retracted one.',
  })
  retractProblem(
    @Arg('input', () => RetractProblemInput, { description: 'Which problem, and why.' })
    input: RetractProblemInput,
    @Ctx() ctx: Context,
  ): Promise<Problem> {
    return retractProblem(ctx, input)
  }

  @FieldResolver(() => ProblemStatus, { description: 'Whether the patient still has it.' })
  status(@Root() { resolvedAt }: Problem): ProblemStatus {
    return resolvedAt === null ? ProblemStatus.ACTIVE : ProblemStatus.RESOLVED
  }

  @FieldResolver(() => User, {
    nullable: true,
    description: 'Who entered it; null while its part of the system does not answer.',
  })
  addedBy(@Root() problem: Problem): User {
    return { id: problem.addedBy }
  }
}

@Resolver(() => Pet)
export class PetProblemsResolver {
  @Directive('@listSize(assumedSize: 5)')
  @FieldResolver(() => [Problem], {
    description:
      'Its problems without what was entered in error, active ones first, the latest first, at most 100; empty for its owner.',
  })
  problems(@Root() pet: Pet, @Ctx() ctx: Context): Promise<Problem[]> {
    return listProblems(ctx, pet.id)
  }
}
