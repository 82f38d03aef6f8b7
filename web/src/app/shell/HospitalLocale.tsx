import { Fragment, type PropsWithChildren } from 'react'
import { adoptLocale } from '../../ui/format'
import { useDemoBannerQuery } from './shell.gen'

/** Everything is written anew when the hospital's way of writing dates and amounts becomes known or changes. */
export function HospitalLocale({ children }: PropsWithChildren) {
  const { data } = useDemoBannerQuery({ fetchPolicy: 'cache-only' })
  return <Fragment key={adoptLocale(data?.setup.locale)}>{children}</Fragment>
}
