-- Nobody changes or removes what the audit says; not even the subgraph that wrote it.
REVOKE UPDATE, DELETE, TRUNCATE ON "identity"."audit_entries" FROM "vetgraph_identity";
--> statement-breakpoint
REVOKE UPDATE, DELETE, TRUNCATE ON "identity"."audit_log" FROM "vetgraph_identity";
