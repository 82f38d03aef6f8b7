import type { Context } from '@vetgraph/kit/context'
import { DocumentAddress, DocumentFile } from '@vetgraph/kit/documents/document.types'
import { Arg, Ctx, Directive, ID, Query, Resolver } from 'type-graphql'
import { addressOfRabies, addressOfVaccinations, openDocument } from './certificate.service.ts'

@Resolver(() => DocumentAddress)
export class CertificateResolver {
  @Directive('@cost(weight: 50)')
  @Query(() => DocumentAddress, {
    nullable: true,
    description:
      'Where the certificate of everything that a patient was given can be fetched as PDF; null only beside an error. NOT_FOUND for a patient whom the viewer may not see, BAD_USER_INPUT at `petId` for one that was given nothing.',
  })
  vaccinationCertificate(
    @Arg('petId', () => ID, { description: 'The patient.' }) petId: string,
    @Ctx() ctx: Context,
  ): Promise<DocumentAddress> {
    return addressOfVaccinations(ctx, petId)
  }

  @Directive('@cost(weight: 50)')
  @Query(() => DocumentAddress, {
    nullable: true,
    description:
      'Where the certificate of a rabies vaccination can be fetched as PDF, with the fields of NASPHV form 51; null only beside an error. BAD_USER_INPUT at `vaccinationId` when it is no rabies vaccination that was given here, and when its vet has no prescriber number that holds today.',
  })
  rabiesCertificate(
    @Arg('vaccinationId', () => ID, { description: 'The vaccination.' }) vaccinationId: string,
    @Ctx() ctx: Context,
  ): Promise<DocumentAddress> {
    return addressOfRabies(ctx, vaccinationId)
  }

  @Directive('@inaccessible')
  @Directive('@shareable')
  @Query(() => DocumentFile, {
    description: 'What the gateway asks for `GET /documents/…`; clients do not see it.',
  })
  documentFile(
    @Arg('address', () => String, { description: 'The last part of the address.' }) address: string,
    @Ctx() ctx: Context,
  ): Promise<DocumentFile> {
    return openDocument(ctx, address)
  }
}
