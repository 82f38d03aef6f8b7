INSERT INTO "clinical"."portal_settings" ("updated_at") VALUES (now());--> statement-breakpoint
-- What owners have asked for stays; the settings are one row.
REVOKE DELETE, TRUNCATE ON "clinical"."pet_edit_requests" FROM "vetgraph_clinical";--> statement-breakpoint
REVOKE INSERT, DELETE, TRUNCATE ON "clinical"."portal_settings" FROM "vetgraph_clinical";
