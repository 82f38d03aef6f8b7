import type { Feature } from '@vetgraph/kit/feature'
import { PetEditResolver, PetEditsResolver, PetEditsWantedResolver } from './pet-edit.resolver.ts'

export const feature: Feature = {
  resolvers: [PetEditResolver, PetEditsWantedResolver, PetEditsResolver],
}
