-- Nobody changes or removes what the audit says; not even the subgraph that wrote it.
REVOKE UPDATE, DELETE, TRUNCATE ON "notifications"."audit_entries" FROM "vetgraph_notifications";
--> statement-breakpoint
-- A deleted notification stays as a row, so that the same thing is never told twice (N1).
REVOKE DELETE, TRUNCATE ON "notifications"."notifications" FROM "vetgraph_notifications";
