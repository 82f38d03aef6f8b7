-- Nobody changes or removes what the audit says; not even the subgraph that wrote it.
REVOKE UPDATE, DELETE, TRUNCATE ON "clinical"."audit_entries" FROM "vetgraph_clinical";--> statement-breakpoint
-- Clients, patients, their records and weights, and the vocabulary are archived or retired, never deleted (PT8).
REVOKE DELETE, TRUNCATE ON "clinical"."owners", "clinical"."pets", "clinical"."medical_records",
  "clinical"."weights", "clinical"."species", "clinical"."breeds" FROM "vetgraph_clinical";
