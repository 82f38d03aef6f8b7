-- Nobody changes or removes what the audit says; not even the subgraph that wrote it.
REVOKE UPDATE, DELETE, TRUNCATE ON "billing"."audit_entries" FROM "vetgraph_billing";
--> statement-breakpoint
-- An invoice is never deleted: a draft is voided, anything later is corrected by a credit note.
REVOKE DELETE, TRUNCATE ON "billing"."invoices" FROM "vetgraph_billing";
--> statement-breakpoint
-- A price that was announced stays: another price is another row with its own day.
REVOKE UPDATE, DELETE, TRUNCATE ON "billing"."prices" FROM "vetgraph_billing";
