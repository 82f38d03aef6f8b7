import { PageArgs } from '@vetgraph/kit/reads/connection'
import type { Context } from '@vetgraph/kit/context'
import type { Money as MoneyValue } from '@vetgraph/kit/money'
import { CalendarDate, Money } from '@vetgraph/kit/scalars'
import { Arg, Args, Ctx, Directive, FieldResolver, ID, Query, Resolver, Root } from 'type-graphql'
import { Invoice } from '../invoices/invoice.types.ts'
import { balanceOf, creditAt, listAccountEntries } from '../ledger/statement.service.ts'
import { AccountEntry, AccountEntryConnection } from '../ledger/statement.types.ts'
import { Owner, Pet } from '../refs/stubs.ts'
import { findInvoiceOf, findPaymentOf } from './entry.service.ts'
import { Payment } from './payment.types.ts'
import { balanceOfPet } from './pet-balance.service.ts'

const asOf = 'The last day that counts, inclusive; everything if omitted.'
const currency = 'The currency, ISO 4217; the one that the account used last if omitted.'

@Resolver(() => AccountEntry)
export class AccountEntryResolver {
  @Query(() => AccountEntryConnection, {
    description:
      'The entries of an owner’s account as of a day, the latest first, each with the balance after it. NOT_FOUND at `ownerId` for an owner whom the viewer may not see.',
  })
  async accountStatement(
    @Arg('ownerId', () => ID, { description: 'The owner’s id.' }) ownerId: string,
    @Args(() => PageArgs) page: PageArgs,
    @Arg('asOf', () => CalendarDate, { nullable: true, description: asOf }) until: string | null | undefined,
    @Arg('currency', () => String, { nullable: true, description: currency })
    wanted: string | null | undefined,
    @Ctx() ctx: Context,
  ): Promise<AccountEntryConnection> {
    return new AccountEntryConnection(
      await listAccountEntries(ctx, ownerId, page, { asOf: until, currency: wanted }),
    )
  }

  @FieldResolver(() => Money, { description: 'What it adds to what the owner owes; negative for payments.' })
  change(@Root() entry: AccountEntry): MoneyValue {
    return { amount: entry.change, currency: entry.currency }
  }

  @FieldResolver(() => Money, {
    description: 'What the owner owed after it; negative when the hospital owed the owner.',
  })
  balance(@Root() entry: AccountEntry): MoneyValue {
    return { amount: entry.balance, currency: entry.currency }
  }

  @FieldResolver(() => Invoice, {
    nullable: true,
    description: 'The invoice that it posts; null for others, and if the viewer may not see it.',
  })
  invoice(@Root() entry: AccountEntry, @Ctx() ctx: Context): Promise<Invoice | null> {
    return findInvoiceOf(ctx, entry)
  }

  @FieldResolver(() => Payment, {
    nullable: true,
    description:
      'The payment that it posts, gives back or reverses; null for others, and if the viewer may not see it.',
  })
  payment(@Root() entry: AccountEntry, @Ctx() ctx: Context): Promise<Payment | null> {
    return findPaymentOf(ctx, entry)
  }
}

@Resolver(() => Owner)
export class OwnerAccountResolver {
  @FieldResolver(() => Money, {
    nullable: true,
    description:
      'What the owner owes: the sum of the ledger over all locations, negative when the hospital owes the owner. Null while its subgraph is unavailable.',
  })
  balance(
    @Root() { id }: Owner,
    @Arg('asOf', () => CalendarDate, { nullable: true, description: asOf }) until: string | null | undefined,
    @Arg('currency', () => String, { nullable: true, description: currency })
    wanted: string | null | undefined,
    @Ctx() ctx: Context,
  ): Promise<MoneyValue | null> {
    return balanceOf(ctx, id, { asOf: until, currency: wanted })
  }

  @FieldResolver(() => Money, {
    nullable: true,
    description:
      'Money of the owner that pays no invoice yet, without deposits. Null while its subgraph is unavailable.',
  })
  credit(
    @Root() { id }: Owner,
    @Arg('currency', () => String, { nullable: true, description: currency })
    wanted: string | null | undefined,
    @Ctx() ctx: Context,
  ): Promise<MoneyValue | null> {
    return creditAt(ctx, id, wanted)
  }
}

@Resolver(() => Pet)
export class PetAccountResolver {
  @Directive('@listSize(assumedSize: 1)')
  @FieldResolver(() => [Money], {
    nullable: true,
    description:
      'What is due for the pet on finalised invoices that the viewer may see, one amount for each currency, empty if nothing is. Of an invoice for several pets it is the part that falls to its lines, less what was credited. Null while its subgraph is unavailable.',
  })
  balance(
    @Root() { id }: Pet,
    @Arg('ownerId', () => ID, {
      nullable: true,
      description: 'Only what this owner owes for it; what any owner does if omitted.',
    })
    ownerId: string | null | undefined,
    @Ctx() ctx: Context,
  ): Promise<MoneyValue[]> {
    return balanceOfPet(ctx, id, ownerId)
  }
}
