import type { SvgIconComponent } from '@mui/icons-material'
import CalendarToday from '@mui/icons-material/CalendarTodayOutlined'
import Groups from '@mui/icons-material/GroupsOutlined'
import Inventory from '@mui/icons-material/Inventory2Outlined'
import Pets from '@mui/icons-material/Pets'
import Receipt from '@mui/icons-material/ReceiptLongOutlined'

export interface NavigationItem {
  to: string
  label: string
  icon: SvgIconComponent
  permission: string
  /** Not for people who hold this one: they have a better way to the same place. */
  unless?: string
}

export const navigation: readonly NavigationItem[] = [
  { to: '/', label: 'Home', icon: Pets, permission: 'own-household:read', unless: 'appointment:read' },
  { to: '/', label: 'Today', icon: CalendarToday, permission: 'appointment:read' },
  { to: '/clients', label: 'Clients', icon: Groups, permission: 'owner:read' },
  { to: '/patients', label: 'Patients', icon: Pets, permission: 'pet:read' },
  { to: '/invoices', label: 'Invoices', icon: Receipt, permission: 'invoice:read' },
  { to: '/stock', label: 'Stock', icon: Inventory, permission: 'inventory:read' },
]
