CREATE TABLE "clinical"."addendums" (
	"id" uuid PRIMARY KEY NOT NULL,
	"record_id" uuid NOT NULL,
	"number" integer NOT NULL,
	"author_id" uuid NOT NULL,
	"text" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "addendums_number" UNIQUE("record_id","number")
);
--> statement-breakpoint
CREATE TABLE "clinical"."medical_record_settings" (
	"id" integer PRIMARY KEY DEFAULT 1 NOT NULL,
	"lock_after_hours" integer DEFAULT 24 NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"updated_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "medical_record_settings_once" CHECK ("clinical"."medical_record_settings"."id" = 1),
	CONSTRAINT "medical_record_settings_hours" CHECK ("clinical"."medical_record_settings"."lock_after_hours" between 1 and 720)
);
--> statement-breakpoint
ALTER TABLE "clinical"."medical_records" DROP CONSTRAINT "medical_records_signed_at";--> statement-breakpoint
ALTER TABLE "clinical"."medical_records" ADD COLUMN "back_dated" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "clinical"."medical_records" ADD COLUMN "saved_by" uuid;--> statement-breakpoint
ALTER TABLE "clinical"."medical_records" ADD COLUMN "signed_by" uuid;--> statement-breakpoint
ALTER TABLE "clinical"."medical_records" ADD COLUMN "released_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "clinical"."medical_records" ADD COLUMN "released_by" uuid;--> statement-breakpoint
ALTER TABLE "clinical"."medical_records" ADD COLUMN "retracted_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "clinical"."medical_records" ADD COLUMN "retracted_by" uuid;--> statement-breakpoint
ALTER TABLE "clinical"."medical_records" ADD COLUMN "retraction_reason" text;--> statement-breakpoint
-- Until now whatever was signed was shown to the owner: it stays so. A second draft of one visit by one author stands alone.
ALTER TABLE "clinical"."medical_records" DISABLE TRIGGER "medical_records_only_drafts_change";--> statement-breakpoint
UPDATE "clinical"."medical_records" SET "saved_by" = "author_id";--> statement-breakpoint
UPDATE "clinical"."medical_records" SET "signed_by" = "author_id", "released_at" = "signed_at", "released_by" = "author_id"
  WHERE status = 'SIGNED';--> statement-breakpoint
UPDATE "clinical"."medical_records" SET "retracted_at" = "updated_at", "retracted_by" = "author_id",
  "retraction_reason" = 'Entered in error' WHERE status = 'RETRACTED';--> statement-breakpoint
UPDATE "clinical"."medical_records" later SET "appointment_id" = null
  WHERE later.status = 'DRAFT' AND EXISTS (SELECT FROM "clinical"."medical_records" earlier
    WHERE earlier.status = 'DRAFT' AND earlier.appointment_id = later.appointment_id
      AND earlier.author_id = later.author_id AND earlier.id < later.id);--> statement-breakpoint
ALTER TABLE "clinical"."medical_records" ENABLE TRIGGER "medical_records_only_drafts_change";--> statement-breakpoint
ALTER TABLE "clinical"."medical_records" ALTER COLUMN "saved_by" SET NOT NULL;--> statement-breakpoint
ALTER TABLE "clinical"."addendums" ADD CONSTRAINT "addendums_record_id_medical_records_id_fk" FOREIGN KEY ("record_id") REFERENCES "clinical"."medical_records"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "medical_records_released_of_pet" ON "clinical"."medical_records" USING btree ("pet_id","occurred_at","id") WHERE released_at is not null;--> statement-breakpoint
CREATE INDEX "medical_records_drafts_of_author" ON "clinical"."medical_records" USING btree ("author_id","occurred_at","id") WHERE status = 'DRAFT';--> statement-breakpoint
CREATE INDEX "medical_records_due" ON "clinical"."medical_records" USING btree ("created_at") WHERE status = 'DRAFT' and (subjective || objective || assessment || plan) <> '';--> statement-breakpoint
CREATE UNIQUE INDEX "medical_records_one_draft_per_visit" ON "clinical"."medical_records" USING btree ("appointment_id","author_id") WHERE status = 'DRAFT';--> statement-breakpoint
ALTER TABLE "clinical"."medical_records" ADD CONSTRAINT "medical_records_signed_by" CHECK ("clinical"."medical_records"."signed_by" is null or "clinical"."medical_records"."signed_at" is not null);--> statement-breakpoint
ALTER TABLE "clinical"."medical_records" ADD CONSTRAINT "medical_records_signed_text" CHECK (status <> 'SIGNED' or (subjective || objective || assessment || plan) <> '');--> statement-breakpoint
ALTER TABLE "clinical"."medical_records" ADD CONSTRAINT "medical_records_released" CHECK ((released_at is null) = (released_by is null) and (released_at is null or status = 'SIGNED'));--> statement-breakpoint
ALTER TABLE "clinical"."medical_records" ADD CONSTRAINT "medical_records_retracted" CHECK (num_nonnulls(retracted_at, retracted_by, retraction_reason) = case status when 'RETRACTED' then 3 else 0 end);--> statement-breakpoint
ALTER TABLE "clinical"."medical_records" ADD CONSTRAINT "medical_records_signed_at" CHECK (case status when 'DRAFT' then signed_at is null when 'SIGNED' then signed_at is not null else true end);