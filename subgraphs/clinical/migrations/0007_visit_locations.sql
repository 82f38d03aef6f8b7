-- Copies of what scheduling knows: each is asked for again when it is needed.
DELETE FROM "clinical"."appointment_refs";--> statement-breakpoint
ALTER TABLE "clinical"."appointment_refs" ADD COLUMN "location_id" uuid NOT NULL;