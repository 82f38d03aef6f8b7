import Box from '@mui/material/Box'
import Link from '@mui/material/Link'
import Typography from '@mui/material/Typography'
import { Link as RouterLink } from 'react-router'
import { Money } from '../../../ui/Money'
import { Tag } from '../../../ui/Tag'
import type { EstimateSheet_estimateFragment } from './estimates.gen'
import { rangeOf } from './EstimateStatusTag'

type Item = EstimateSheet_estimateFragment['items'][number]

/** What the client reads of a line. */
export type Line = Pick<Item, 'id' | 'petName' | 'description' | 'lowQuantity' | 'quantity' | 'low' | 'high'>

export const quantityIn = ({ lowQuantity, quantity }: Pick<Item, 'lowQuantity' | 'quantity'>): string =>
  lowQuantity === quantity ? String(quantity) : `${lowQuantity} to ${quantity}`

export const costIn = ({ low, high, lowQuantity, quantity }: Line): string =>
  lowQuantity === quantity ? rangeOf(high, high) : rangeOf(low, high)

/** The lines of an estimate as they are printed, with what was decided and invoiced. */
export function EstimateLines({ items, linked }: { items: readonly Item[]; linked: boolean }) {
  if (items.length === 0)
    return <Typography sx={{ color: 'text.secondary' }}>There is nothing on it yet.</Typography>
  return (
    <Box
      component="ul"
      aria-label="Lines"
      sx={{ listStyle: 'none', m: 0, p: 0, borderTop: 1, borderBottom: 1, borderColor: 'divider' }}
    >
      {items.map((item) => (
        <Box
          component="li"
          key={item.id}
          sx={{
            display: 'flex',
            gap: 2,
            py: 1.25,
            '&:not(:first-of-type)': { borderTop: 1, borderColor: 'divider' },
          }}
        >
          <Box sx={{ flex: 1, minWidth: 0 }}>
            <Typography sx={{ fontWeight: 600 }}>{item.description}</Typography>
            <Typography variant="body2" sx={{ color: 'text.secondary' }}>
              {[item.petName, `${quantityIn(item)} × `].filter(Boolean).join(', ')}
              <Money value={item.unitPrice} />
              {item.discountRate > 0 && `, less ${item.discountRate / 100} %`}
            </Typography>
            {item.decision === 'ACCEPTED' && <Tag tone="good">Accepted</Tag>}
            {item.decision === 'DECLINED' && <Tag tone="bad">Declined</Tag>}
            {linked && item.invoice && item.invoice.status !== 'VOID' && (
              <Typography variant="body2">
                {item.invoicedQuantity} on{' '}
                <Link component={RouterLink} to={`/invoices/${item.invoice.id}`}>
                  {item.invoice.number ? `invoice ${item.invoice.number}` : 'a draft invoice'}
                </Link>
              </Typography>
            )}
          </Box>
          <Typography component="div" className="tabular" sx={{ fontWeight: 600, textAlign: 'right' }}>
            {costIn(item)}
          </Typography>
        </Box>
      ))}
    </Box>
  )
}
