import { Fragment, type PropsWithChildren } from 'react'
import { adoptLocale } from '../../ui/format'
import { useDemoBannerQuery } from './shell.gen'

/** Renders the application again when the hospital's language and region become known or change. */
export function HospitalLocale({ children }: PropsWithChildren) {
  const { data } = useDemoBannerQuery({ fetchPolicy: 'cache-only' })
  return <Fragment key={adoptLocale(data?.setup.locale)}>{children}</Fragment>
}
