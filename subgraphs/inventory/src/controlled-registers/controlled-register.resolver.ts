import type { Context } from '@vetgraph/kit/context'
import { Shared } from '@vetgraph/kit/contracts/personal'
import { DocumentAddress } from '@vetgraph/kit/documents/document.types'
import { quantityOf } from '@vetgraph/kit/money'
import { PageArgs } from '@vetgraph/kit/reads/connection'
import { CalendarDate } from '@vetgraph/kit/scalars'
import {
  Arg,
  Args,
  Ctx,
  Directive,
  FieldResolver,
  Float,
  ID,
  Int,
  Mutation,
  Query,
  Resolver,
  Root,
} from 'type-graphql'
import { findDispensing } from '../dispensings/dispensing.service.ts'
import { Dispensing } from '../dispensings/dispensing.types.ts'
import { findItem } from '../inventory-items/inventory-item.service.ts'
import { ActiveSubstance, InventoryItem } from '../inventory-items/inventory-item.types.ts'
import { Location, User } from '../refs/stubs.ts'
import { findLot } from '../stock/lot.service.ts'
import { Lot } from '../stock/stock.types.ts'
import { CorrectRegisterInput, CountRegisterInput } from './controlled-register.inputs.ts'
import {
  type ControlledRegisterRow,
  correctionsOf,
  findLine,
  findRegister,
  getRegister,
  lastCountOf,
  listLines,
  listRegisters,
  verifyRegister,
} from './controlled-register.service.ts'
import {
  ControlledRegister,
  ControlledRegisterConnection,
  RegisterLine,
  RegisterLineConnection,
  RegisterVerification,
} from './controlled-register.types.ts'
import { correctRegister, countRegister } from './correct.service.ts'
import { addressOfRegister } from './document.service.ts'

@Resolver(() => ControlledRegister)
export class ControlledRegisterResolver {
  @Query(() => ControlledRegisterConnection, {
    description: 'The registers of controlled drugs at a location, by name. Needs `controlled-drug:read`.',
  })
  async controlledRegisters(
    @Args(() => PageArgs) page: PageArgs,
    @Arg('locationId', () => ID, { description: 'The location’s id.' }) locationId: string,
    @Ctx() ctx: Context,
  ): Promise<ControlledRegisterConnection> {
    return new ControlledRegisterConnection(await listRegisters(ctx, page, { locationId }))
  }

  @Query(() => ControlledRegister, {
    nullable: true,
    description: 'A register by id; null if there is none. Needs `controlled-drug:read`.',
  })
  controlledRegister(
    @Arg('id', () => ID, { description: 'The register’s id.' }) id: string,
    @Ctx() ctx: Context,
  ): Promise<ControlledRegister | null> {
    return findRegister(ctx, id)
  }

  @Mutation(() => RegisterLine, {
    description:
      'Corrects a line by a new one with a reason, before a witness; the line stays. A wrong quantity moves the stock of its lot too, what the prescription has counted and what was charged stays. CONFLICT at `lineId` for a correction or a count, at `quantity` if the balance would go below zero; BAD_USER_INPUT at `witnessProof`. A repeated request with the same Idempotency-Key corrects it only once.',
  })
  correctRegister(
    @Arg('input', () => CorrectRegisterInput, { description: 'The line, and what is right.' })
    input: CorrectRegisterInput,
    @Ctx() ctx: Context,
  ): Promise<RegisterLine> {
    return correctRegister(ctx, input)
  }

  @Mutation(() => RegisterLine, {
    description:
      'Writes a count beside the balance; the stock stays as it is. BAD_USER_INPUT at `reason` if the two differ and nothing is said of it. A repeated request with the same Idempotency-Key writes it only once.',
  })
  countRegister(
    @Arg('input', () => CountRegisterInput, { description: 'What was counted.' }) input: CountRegisterInput,
    @Ctx() ctx: Context,
  ): Promise<RegisterLine> {
    return countRegister(ctx, input)
  }

  @FieldResolver(() => Location, {
    nullable: true,
    description: 'The location; null while its subgraph is unavailable.',
  })
  location(@Root() { locationId }: ControlledRegister): Location {
    return { id: locationId }
  }

  @Directive('@listSize(assumedSize: 2)')
  @FieldResolver(() => [ActiveSubstance], {
    description: 'The active substances with their strengths; none if they are not recorded.',
  })
  activeSubstances(@Root() { substances }: ControlledRegister): ActiveSubstance[] {
    return substances.map(({ substanceId, strength }) => ({ substance: { id: substanceId }, strength }))
  }

  @FieldResolver(() => Float, { description: 'The balance after the last line, in the register’s unit.' })
  balance(@Root() { balance }: ControlledRegister): number {
    return quantityOf(balance)
  }

  @FieldResolver(() => Int, { description: 'How many lines it has.' })
  lineCount(@Root() { lines }: ControlledRegister): number {
    return lines
  }

  @Shared()
  @FieldResolver(() => RegisterLine, {
    nullable: true,
    description: 'The latest count; null if it was never counted.',
  })
  lastCount(@Root() register: ControlledRegister, @Ctx() ctx: Context): Promise<RegisterLine | null> {
    return lastCountOf(ctx, register)
  }

  @Shared()
  @FieldResolver(() => RegisterLineConnection, { description: 'The lines, the latest first.' })
  async lines(
    @Root() { id }: ControlledRegister,
    @Args(() => PageArgs) page: PageArgs,
    @Ctx() ctx: Context,
  ): Promise<RegisterLineConnection> {
    return new RegisterLineConnection(await listLines(ctx, page, id))
  }

  @Shared()
  @Directive('@cost(weight: 100)')
  @FieldResolver(() => RegisterVerification, {
    description: 'Whether it is as it was written: the hash of every line is computed anew.',
  })
  verification(@Root() register: ControlledRegisterRow, @Ctx() ctx: Context): Promise<RegisterVerification> {
    return verifyRegister(ctx, register)
  }

  @FieldResolver(() => DocumentAddress, {
    description:
      'Its bound PDF for days of the location’s time zone, both included. BAD_USER_INPUT at `until` for more than five years.',
  })
  document(
    @Root() register: ControlledRegisterRow,
    @Arg('from', () => CalendarDate, { description: 'The first day.' }) from: string,
    @Arg('until', () => CalendarDate, { description: 'The last day.' }) until: string,
    @Ctx() ctx: Context,
  ): DocumentAddress {
    return addressOfRegister(ctx, register, { from, until })
  }
}

@Resolver(() => RegisterLine)
export class RegisterLineResolver {
  @Shared()
  @FieldResolver(() => ControlledRegister, { description: 'The register.' })
  register(@Root() { registerId }: RegisterLine, @Ctx() ctx: Context): Promise<ControlledRegister> {
    return getRegister(ctx, registerId)
  }

  @FieldResolver(() => Float, {
    description:
      'What came in (positive) or went out (negative), in the register’s unit; 0 for a count and for a correction of words.',
  })
  quantity(@Root() { quantity }: RegisterLine): number {
    return quantityOf(quantity)
  }

  @FieldResolver(() => Float, { description: 'The balance after it, in the register’s unit.' })
  balance(@Root() { balance }: RegisterLine): number {
    return quantityOf(balance)
  }

  @FieldResolver(() => Float, {
    nullable: true,
    description: 'What a count found, in the register’s unit; null for all else.',
  })
  counted(@Root() { counted }: RegisterLine): number | null {
    return counted === null ? null : quantityOf(counted)
  }

  @Shared()
  @FieldResolver(() => InventoryItem, { nullable: true, description: 'The item; null for a count.' })
  item(@Root() { itemId }: RegisterLine, @Ctx() ctx: Context): Promise<InventoryItem | null> | null {
    return itemId === null ? null : findItem(ctx, itemId)
  }

  @Shared()
  @FieldResolver(() => Lot, { nullable: true, description: 'The lot; null when nothing moved.' })
  lot(@Root() { lotId }: RegisterLine, @Ctx() ctx: Context): Promise<Lot | null> | null {
    return lotId === null ? null : findLot(ctx, lotId)
  }

  @Shared()
  @FieldResolver(() => Dispensing, {
    nullable: true,
    description:
      'For whom it was dispensed or brought back; null for all else, and for viewers who may not see prescriptions.',
  })
  dispensing(@Root() { dispensingId }: RegisterLine, @Ctx() ctx: Context): Promise<Dispensing | null> | null {
    return dispensingId === null ? null : findDispensing(ctx, dispensingId)
  }

  @Shared()
  @FieldResolver(() => RegisterLine, { nullable: true, description: 'The line that it corrects.' })
  corrects(@Root() { correctsId }: RegisterLine, @Ctx() ctx: Context): Promise<RegisterLine | null> | null {
    return correctsId === null ? null : findLine(ctx, correctsId)
  }

  @Shared()
  @Directive('@listSize(assumedSize: 1)')
  @FieldResolver(() => [RegisterLine], { description: 'What corrects it, in the order of writing.' })
  corrections(@Root() line: RegisterLine, @Ctx() ctx: Context): Promise<RegisterLine[]> {
    return correctionsOf(ctx, line)
  }

  @FieldResolver(() => User, {
    nullable: true,
    description: 'Who wrote it; null while its subgraph is unavailable.',
  })
  actor(@Root() { actorId }: RegisterLine): User {
    return { id: actorId }
  }

  @FieldResolver(() => User, {
    nullable: true,
    description: 'Who witnessed it; null if it needed none, and while its subgraph is unavailable.',
  })
  witness(@Root() { witnessId }: RegisterLine): User | null {
    return witnessId === null ? null : { id: witnessId }
  }
}
