import type { Feature } from '@vetgraph/kit/contracts/feature'
import { PetEditResolver, PetEditsResolver, PetEditsWantedResolver } from './pet-edit.resolver.ts'

export const feature: Feature = {
  resolvers: [PetEditResolver, PetEditsWantedResolver, PetEditsResolver],
}
