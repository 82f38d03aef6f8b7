import type { Feature } from '@vetgraph/kit/contracts/feature'
import { OpenIdResolver } from './openid.resolver.ts'

export const feature: Feature = {
  resolvers: [OpenIdResolver],
  public: [
    'Query.signInProviders',
    'Mutation.startOpenIdSignIn',
    'Mutation.finishOpenIdSignIn',
    'Mutation.confirmOpenIdSignIn',
  ],
}
