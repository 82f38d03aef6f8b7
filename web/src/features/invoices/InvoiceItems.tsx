import Box from '@mui/material/Box'
import Typography from '@mui/material/Typography'
import { Money } from '../../ui/Money'
import { Tag } from '../../ui/Tag'
import type { InvoiceDrawerQuery } from './invoices.gen'

type Item = NonNullable<InvoiceDrawerQuery['invoice']>['items'][number]

const percent = (basisPoints: number): string => `${basisPoints / 100} %`

const taxOf = ({ taxClass, taxRate, taxIncluded }: Item): string =>
  taxClass === 'EXEMPT' ? 'exempt from tax' : `${percent(taxRate)} tax${taxIncluded ? ' included' : ''}`

/** The lines of each patient together, as the PDF has them (B14). */
function groupsOf(items: readonly Item[]): [string, Item[]][] {
  const groups = new Map<string, Item[]>()
  for (const item of items) {
    const pet = item.petName ?? 'Other'
    groups.set(pet, [...(groups.get(pet) ?? []), item])
  }
  return [...groups]
}

const totalOf = (items: readonly Item[]) => ({
  amount: items.reduce((sum, { gross }) => sum + gross.amount, 0),
  currency: items[0]!.gross.currency,
})

/** The lines as they are printed: what, how many at which price, and what it comes to. */
export function InvoiceItems({ items }: { items: readonly Item[] }) {
  if (items.length === 0)
    return <Typography sx={{ color: 'text.secondary' }}>There is nothing on it yet.</Typography>
  const groups = groupsOf(items)
  if (groups.length === 1) return <Lines label="Lines" items={items} />
  return groups.map(([pet, ofPet]) => (
    <Box component="section" key={pet} aria-label={pet}>
      <Box sx={{ display: 'flex', justifyContent: 'space-between', pb: 0.5 }}>
        <Typography component="h3" sx={{ fontWeight: 700 }}>
          {pet}
        </Typography>
        <Typography component="div" sx={{ color: 'text.secondary' }}>
          <Money value={totalOf(ofPet)} /> with tax
        </Typography>
      </Box>
      <Lines label={`Lines for ${pet}`} items={ofPet} />
    </Box>
  ))
}

function Lines({ label, items }: { label: string; items: readonly Item[] }) {
  return (
    <Box
      component="ul"
      aria-label={label}
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
            {item.needsPrice && <Tag tone="warn">Needs a price</Tag>}
            <Typography variant="body2" sx={{ color: 'text.secondary' }}>
              {[item.petName, `${item.quantity} × `].filter(Boolean).join(', ')}
              <Money value={item.unitPrice} />, {taxOf(item)}
              {item.discount.amount > 0 && (
                <>
                  , less <Money value={item.discount} />
                </>
              )}
              {item.creditedQuantity > 0 && `, ${item.creditedQuantity} credited`}
            </Typography>
          </Box>
          <Typography component="div" sx={{ fontWeight: 600 }}>
            <Money value={item.taxIncluded ? item.gross : item.net} />
          </Typography>
        </Box>
      ))}
    </Box>
  )
}
