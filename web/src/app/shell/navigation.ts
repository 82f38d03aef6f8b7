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

/** Whether the account may see the page at an address, also when it was typed: pages outside the list are everybody's. */
export const mayVisit = (pathname: string, permissions: readonly string[]): boolean =>
  navigation.every(
    ({ to, permission }) =>
      to === '/' || !(pathname === to || pathname.startsWith(`${to}/`)) || permissions.includes(permission),
  )
