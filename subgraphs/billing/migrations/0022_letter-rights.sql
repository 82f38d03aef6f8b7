-- A letter that was sent stays on record.
REVOKE UPDATE, DELETE, TRUNCATE ON "billing"."letters" FROM "vetgraph_billing";
--> statement-breakpoint
-- A dispute stays; it is only settled.
REVOKE UPDATE, DELETE, TRUNCATE ON "billing"."disputes" FROM "vetgraph_billing";
--> statement-breakpoint
GRANT UPDATE ("settled_by", "settled_at") ON "billing"."disputes" TO "vetgraph_billing";
