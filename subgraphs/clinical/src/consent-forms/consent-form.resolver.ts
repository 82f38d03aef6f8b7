import type { Context } from '@vetgraph/kit/context'
import { PageArgs } from '@vetgraph/kit/reads/connection'
import { Arg, Args, Ctx, Directive, FieldResolver, ID, Mutation, Query, Resolver, Root } from 'type-graphql'
import { getPet } from '../pets/pet.service.ts'
import { Pet } from '../pets/pet.types.ts'
import { Appointment, Location, User } from '../refs/stubs.ts'
import {
  DeclineConsentFormInput,
  PrepareConsentFormInput,
  SaveConsentFormTemplateInput,
  SignConsentFormInput,
  WithdrawConsentFormInput,
} from './consent-form.inputs.ts'
import {
  endReasonOf,
  findConsentForm,
  hashOfConsentForm,
  listConsentFormsOf,
  listConsentFormsOfVisit,
} from './consent-form.service.ts'
import { ConsentForm, ConsentFormConnection, ConsentFormTemplate } from './consent-form.types.ts'
import { listConsentFormTemplates, saveConsentFormTemplate } from './consent-form-template.service.ts'
import { addressOfConsentForm } from './document.service.ts'
import {
  declineConsentForm,
  prepareConsentForm,
  signConsentForm,
  withdrawConsentForm,
} from './sign.service.ts'
import { variablesIn } from './wording.ts'

@Resolver(() => ConsentFormTemplate)
export class ConsentFormTemplateResolver {
  @Directive('@listSize(assumedSize: 20)')
  @Query(() => [ConsentFormTemplate], {
    description: 'The templates of consent forms by name, at most 500. Needs `consent-form:read`.',
  })
  consentFormTemplates(
    @Arg('includeRetired', () => Boolean, {
      defaultValue: false,
      description: 'Whether those that are no longer offered are among them.',
    })
    includeRetired: boolean,
    @Ctx() ctx: Context,
  ): Promise<ConsentFormTemplate[]> {
    return listConsentFormTemplates(ctx, includeRetired)
  }

  @Mutation(() => ConsentFormTemplate, {
    description:
      'Adds a template of consent forms or changes one; forms that were prepared or signed keep their words. CONFLICT at a stale version, and at `name` when another active one has it; BAD_USER_INPUT at `wording` for a variable that there is not. Needs `consent-form-template:write`.',
  })
  saveConsentFormTemplate(
    @Arg('input', () => SaveConsentFormTemplateInput, { description: 'The template.' })
    input: SaveConsentFormTemplateInput,
    @Ctx() ctx: Context,
  ): Promise<ConsentFormTemplate> {
    return saveConsentFormTemplate(ctx, input)
  }

  @Directive('@listSize(assumedSize: 3)')
  @FieldResolver(() => [String], {
    description: 'What its words mention: `pet`, `owner`, `procedure` and `estimate`, at most these.',
  })
  variables(@Root() { wording }: ConsentFormTemplate): string[] {
    return variablesIn(wording)
  }
}

@Resolver(() => ConsentForm)
export class ConsentFormResolver {
  @Query(() => ConsentForm, {
    nullable: true,
    description: 'A consent form by id; null when there is none, or for an owner when it was never signed.',
  })
  consentForm(
    @Arg('id', () => ID, { description: 'The form’s id.' }) id: string,
    @Ctx() ctx: Context,
  ): Promise<ConsentForm | null> {
    return findConsentForm(ctx, id)
  }

  @Mutation(() => ConsentForm, {
    description:
      'Prepares a consent form of a patient from a template. With an Idempotency-Key a repetition answers the first one’s. Needs `consent-form:write`.',
  })
  prepareConsentForm(
    @Arg('input', () => PrepareConsentFormInput, { description: 'The form.' })
    input: PrepareConsentFormInput,
    @Ctx() ctx: Context,
  ): Promise<ConsentForm> {
    return prepareConsentForm(ctx, input)
  }

  @Mutation(() => ConsentForm, {
    description:
      'Keeps that the owner has signed on the screen, with the viewer as witness, and the PDF of it. CONFLICT at `id` for a form that was signed, declined or withdrawn, and for a treatment of a patient that has died meanwhile; CONFLICT at a stale version. With an Idempotency-Key a repetition answers the first one’s. Needs `consent-form:write`.',
  })
  signConsentForm(
    @Arg('input', () => SignConsentFormInput, { description: 'Which form, and who signs.' })
    input: SignConsentFormInput,
    @Ctx() ctx: Context,
  ): Promise<ConsentForm> {
    return signConsentForm(ctx, input)
  }

  @Mutation(() => ConsentForm, {
    description: 'Keeps that the owner does not sign; CONFLICT as for `signConsentForm`.',
  })
  declineConsentForm(
    @Arg('input', () => DeclineConsentFormInput, { description: 'Which form, and why.' })
    input: DeclineConsentFormInput,
    @Ctx() ctx: Context,
  ): Promise<ConsentForm> {
    return declineConsentForm(ctx, input)
  }

  @Mutation(() => ConsentForm, {
    description:
      'Ends a form, whether it was signed or not: it stays on the chart with the reason. CONFLICT at `id` for one that was declined or withdrawn, and at a stale version.',
  })
  withdrawConsentForm(
    @Arg('input', () => WithdrawConsentFormInput, { description: 'Which form, and why.' })
    input: WithdrawConsentFormInput,
    @Ctx() ctx: Context,
  ): Promise<ConsentForm> {
    return withdrawConsentForm(ctx, input)
  }

  @FieldResolver(() => Pet, { description: 'The patient.' })
  pet(@Root() { petId }: ConsentForm, @Ctx() ctx: Context): Promise<Pet> {
    return getPet(ctx, petId)
  }

  @FieldResolver(() => Location, {
    nullable: true,
    description: 'Who answers for what is done; null while its subgraph is unavailable.',
  })
  location(@Root() { locationId }: ConsentForm): Location {
    return { id: locationId }
  }

  @FieldResolver(() => User, {
    nullable: true,
    description: 'Who prepared it; null while its subgraph is unavailable.',
  })
  preparedBy(@Root() form: ConsentForm): User {
    return { id: form.preparedBy }
  }

  @FieldResolver(() => User, {
    nullable: true,
    description: 'Who of the staff stood by when it was signed; null if it was not.',
  })
  witness(@Root() { witnessId }: ConsentForm): User | null {
    return witnessId === null ? null : { id: witnessId }
  }

  @FieldResolver(() => User, {
    nullable: true,
    description: 'Who of the staff noted that it was declined or withdrawn; null if it was neither.',
  })
  endedBy(@Root() { endedBy }: ConsentForm): User | null {
    return endedBy === null ? null : { id: endedBy }
  }

  @FieldResolver(() => String, {
    nullable: true,
    description: 'Why it was declined or withdrawn; null if it was neither, and for the owner.',
  })
  endReason(@Root() form: ConsentForm, @Ctx() ctx: Context): string | null {
    return endReasonOf(ctx, form)
  }

  @FieldResolver(() => String, {
    nullable: true,
    description:
      'The path of the signed form as PDF on the gateway: GET it with the same access token within 5 minutes. For other viewers, and afterwards, it is not found. Null if it was never signed.',
  })
  pdfUrl(@Root() form: ConsentForm, @Ctx() ctx: Context): string | null {
    return addressOfConsentForm(ctx, form)
  }

  @FieldResolver(() => String, {
    nullable: true,
    description: 'The SHA-256 of the PDF in hex, as it was kept when it was signed; null if it never was.',
  })
  sha256(@Root() { id }: ConsentForm, @Ctx() ctx: Context): Promise<string | null> {
    return hashOfConsentForm(ctx, id)
  }
}

@Resolver(() => Pet)
export class PetConsentFormsResolver {
  @FieldResolver(() => ConsentFormConnection, {
    description:
      'Its consent forms, the latest first: for its owner those that were signed in the own household, none for staff without `consent-form:read`.',
  })
  async consentForms(
    @Root() pet: Pet,
    @Args(() => PageArgs) args: PageArgs,
    @Ctx() ctx: Context,
  ): Promise<ConsentFormConnection> {
    return new ConsentFormConnection(await listConsentFormsOf(ctx, pet.id, args))
  }
}

@Resolver(() => Appointment)
export class VisitConsentFormsResolver {
  @Directive('@listSize(assumedSize: 2)')
  @FieldResolver(() => [ConsentForm], {
    nullable: true,
    description:
      'The consent forms that were prepared for it, the latest first, without those of other locations; null for viewers without `consent-form:read`, and while its subgraph is unavailable.',
  })
  consentForms(@Root() { id }: Appointment, @Ctx() ctx: Context): Promise<ConsentForm[] | null> {
    return listConsentFormsOfVisit(ctx, id)
  }
}
