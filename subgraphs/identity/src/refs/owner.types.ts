import { Reference, Stub } from '@vetgraph/kit/fields'

@Stub('Somebody whose pets the hospital treats.')
export class Owner extends Reference {}
