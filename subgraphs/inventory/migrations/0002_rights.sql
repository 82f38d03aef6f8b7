-- Nobody changes or removes what the audit says; not even the subgraph that wrote it.
REVOKE UPDATE, DELETE, TRUNCATE ON "inventory"."audit_entries" FROM "vetgraph_inventory";
--> statement-breakpoint
-- Movements are append-only, and levels follow them by trigger alone (I1).
REVOKE UPDATE, DELETE, TRUNCATE ON "inventory"."stock_movements" FROM "vetgraph_inventory";
--> statement-breakpoint
REVOKE INSERT, UPDATE, DELETE, TRUNCATE ON "inventory"."stock_levels" FROM "vetgraph_inventory";
