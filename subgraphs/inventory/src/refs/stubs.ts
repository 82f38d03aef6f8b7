import { Reference, Stub } from '@vetgraph/kit/fields'

@Stub('A place of the hospital group, with its own time zone, currency and hours.')
export class Location extends Reference {}
