import { PageArgs } from '@vetgraph/kit/reads/connection'
import type { Context } from '@vetgraph/kit/context'
import { Arg, Args, Ctx, FieldResolver, ID, Mutation, Query, Resolver, Root } from 'type-graphql'
import { AppointmentType } from '../refs/stubs.ts'
import { findServicePrice, listServicePrices, setPrice } from './price.service.ts'
import { createService, findService, listServices, updateService } from './service.service.ts'
import {
  CreateServiceInput,
  Service,
  ServiceConnection,
  ServiceFilter,
  ServicePrice,
  SetPriceInput,
  SetTaxRateInput,
  TaxRate,
  UpdateServiceInput,
} from './service.types.ts'
import { listTaxRates, setTaxRate } from './tax-rate.service.ts'

const locationArg = { description: 'The location.' }

@Resolver(() => Service)
export class ServiceResolver {
  @Query(() => Service, { nullable: true, description: 'An entry of the price list; null if there is none.' })
  service(
    @Arg('id', () => ID, { description: 'The entry’s id.' }) id: string,
    @Ctx() ctx: Context,
  ): Promise<Service | null> {
    return findService(ctx, id)
  }

  @Query(() => ServiceConnection, { description: 'The price list by name. Needs `price:read`.' })
  async services(
    @Args(() => PageArgs) page: PageArgs,
    @Arg('filter', () => ServiceFilter, {
      nullable: true,
      description: 'Filters; entries in use if omitted.',
    })
    filter: ServiceFilter | null,
    @Ctx() ctx: Context,
  ): Promise<ServiceConnection> {
    return new ServiceConnection(await listServices(ctx, page, filter ?? {}))
  }

  @Query(() => [TaxRate], {
    description: 'The tax rates that were set for a location, those to come first. Needs `price:read` there.',
  })
  taxRates(
    @Arg('locationId', () => ID, locationArg) locationId: string,
    @Ctx() ctx: Context,
  ): Promise<TaxRate[]> {
    return listTaxRates(ctx, locationId)
  }

  @Mutation(() => Service, {
    description:
      'Adds an entry to the price list. CONFLICT at `code` or `appointmentTypeId` if another entry has it. Needs `price:write`. Send an `Idempotency-Key`.',
  })
  createService(
    @Arg('input', () => CreateServiceInput, { description: 'The entry.' }) input: CreateServiceInput,
    @Ctx() ctx: Context,
  ): Promise<Service> {
    return createService(ctx, input)
  }

  @Mutation(() => Service, {
    description:
      'Changes an entry of the price list, or retires it; invoices keep their copies. CONFLICT at `version` if somebody has saved it since. Needs `price:write`.',
  })
  updateService(
    @Arg('input', () => UpdateServiceInput, { description: 'The changes.' }) input: UpdateServiceInput,
    @Ctx() ctx: Context,
  ): Promise<Service> {
    return updateService(ctx, input)
  }

  @Mutation(() => Service, {
    description:
      'Sets the price at a location from a day on; of two for one day the later one counts. Invoices keep their copies. BAD_USER_INPUT at `price` in another currency, at `effectiveFrom` for a day that has passed. Needs `price:write` there. Send an `Idempotency-Key`.',
  })
  setPrice(
    @Arg('input', () => SetPriceInput, { description: 'The price.' }) input: SetPriceInput,
    @Ctx() ctx: Context,
  ): Promise<Service> {
    return setPrice(ctx, input)
  }

  @Mutation(() => TaxRate, {
    description:
      'Sets the tax rate of a class at a location from a day on; invoices keep theirs. BAD_USER_INPUT at `taxClass` for a class without a rate, at `effectiveFrom` for a day that has passed. Needs `price:write` there. Send an `Idempotency-Key`.',
  })
  setTaxRate(
    @Arg('input', () => SetTaxRateInput, { description: 'The rate.' }) input: SetTaxRateInput,
    @Ctx() ctx: Context,
  ): Promise<TaxRate> {
    return setTaxRate(ctx, input)
  }

  @FieldResolver(() => AppointmentType, {
    nullable: true,
    description:
      'The type of appointment whose completion is charged by it; null if there is none, and while its subgraph is unavailable.',
  })
  appointmentType(@Root() { appointmentTypeId }: Service): AppointmentType | null {
    return appointmentTypeId ? { id: appointmentTypeId } : null
  }

  @FieldResolver(() => ServicePrice, {
    nullable: true,
    description: 'What it costs at a location today; null if no price is set there.',
  })
  price(
    @Root() service: Service,
    @Arg('locationId', () => ID, locationArg) locationId: string,
    @Ctx() ctx: Context,
  ): Promise<ServicePrice | null> {
    return findServicePrice(ctx, service, locationId)
  }

  @FieldResolver(() => [ServicePrice], {
    description: 'Its prices at a location, those to come first, then the one in force and those before.',
  })
  prices(
    @Root() service: Service,
    @Arg('locationId', () => ID, locationArg) locationId: string,
    @Ctx() ctx: Context,
  ): Promise<ServicePrice[]> {
    return listServicePrices(ctx, service, locationId)
  }
}
