CREATE TABLE "clinical"."pet_edit_requests" (
	"id" uuid PRIMARY KEY NOT NULL,
	"pet_id" uuid NOT NULL,
	"owner_id" uuid NOT NULL,
	"status" text NOT NULL,
	"edits" jsonb NOT NULL,
	"decided_at" timestamp (3) with time zone,
	"decided_by" uuid,
	"reason" text,
	"version" integer NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"updated_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "pet_edit_requests_status" CHECK ("clinical"."pet_edit_requests"."status" in ('WAITING', 'ACCEPTED', 'REFUSED')),
	CONSTRAINT "pet_edit_requests_decided" CHECK (num_nonnulls(decided_at, decided_by) = case status when 'WAITING' then 0 else 2 end),
	CONSTRAINT "pet_edit_requests_reason" CHECK ((reason is not null) = (status = 'REFUSED'))
);
--> statement-breakpoint
CREATE TABLE "clinical"."portal_settings" (
	"id" integer PRIMARY KEY DEFAULT 1 NOT NULL,
	"pet_edits" text DEFAULT 'REQUEST' NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"updated_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "portal_settings_once" CHECK ("clinical"."portal_settings"."id" = 1),
	CONSTRAINT "portal_settings_pet_edits" CHECK ("clinical"."portal_settings"."pet_edits" in ('DIRECT', 'REQUEST', 'OFF'))
);
--> statement-breakpoint
ALTER TABLE "clinical"."pet_edit_requests" ADD CONSTRAINT "pet_edit_requests_pet_id_pets_id_fk" FOREIGN KEY ("pet_id") REFERENCES "clinical"."pets"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "clinical"."pet_edit_requests" ADD CONSTRAINT "pet_edit_requests_owner_id_owners_id_fk" FOREIGN KEY ("owner_id") REFERENCES "clinical"."owners"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "pet_edit_requests_one_waits" ON "clinical"."pet_edit_requests" USING btree ("pet_id") WHERE status = 'WAITING';--> statement-breakpoint
CREATE INDEX "pet_edit_requests_waiting" ON "clinical"."pet_edit_requests" USING btree ("created_at","id") WHERE status = 'WAITING';--> statement-breakpoint
CREATE INDEX "pet_edit_requests_of_pet" ON "clinical"."pet_edit_requests" USING btree ("pet_id","created_at","id");