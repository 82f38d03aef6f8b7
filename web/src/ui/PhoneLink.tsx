import Link from '@mui/material/Link'
import { useCountry } from './location'
import { phoneText } from './phone'

/** A number to tap; it stays clickable above a row that is a link as a whole. */
export function PhoneLink({ number }: { number: string }) {
  const country = useCountry()
  return (
    <Link
      href={`tel:${number.replaceAll(/[^\d+]/g, '')}`}
      className="tabular"
      color="inherit"
      sx={{
        position: 'relative',
        zIndex: 1,
        display: 'inline-flex',
        alignItems: 'center',
        minHeight: 24,
        whiteSpace: 'nowrap',
      }}
    >
      {phoneText(number, country)}
    </Link>
  )
}
