CREATE TABLE "clinical"."files" (
	"id" uuid PRIMARY KEY NOT NULL,
	"pet_id" uuid NOT NULL,
	"record_id" uuid,
	"state" text NOT NULL,
	"kind" text NOT NULL,
	"name" text NOT NULL,
	"type" text NOT NULL,
	"bytes" integer NOT NULL,
	"sha256" text,
	"width" integer,
	"height" integer,
	"content_key" text,
	"thumbnail_bytes" integer,
	"scanned" boolean DEFAULT false NOT NULL,
	"finding" text,
	"is_pet_photo" boolean DEFAULT false NOT NULL,
	"taken_at" timestamp (3) with time zone NOT NULL,
	"uploaded_by" uuid NOT NULL,
	"requested_at" timestamp (3) with time zone NOT NULL,
	"received_at" timestamp (3) with time zone,
	"attached_at" timestamp (3) with time zone,
	"attached_by" uuid,
	"replaces_id" uuid,
	"released_at" timestamp (3) with time zone,
	"released_by" uuid,
	"retracted_at" timestamp (3) with time zone,
	"retracted_by" uuid,
	"retraction_reason" text,
	CONSTRAINT "files_state" CHECK ("clinical"."files"."state" in ('AWAITED', 'RECEIVED', 'QUARANTINED', 'ATTACHED', 'RETRACTED', 'REPLACED')),
	CONSTRAINT "files_kind" CHECK ("clinical"."files"."kind" in ('PHOTO', 'IMAGING', 'LABORATORY', 'DOCUMENT', 'OTHER')),
	CONSTRAINT "files_type" CHECK ("clinical"."files"."type" in ('JPEG', 'PNG', 'WEBP', 'PDF', 'DICOM')),
	CONSTRAINT "files_bytes" CHECK ("clinical"."files"."bytes" > 0),
	CONSTRAINT "files_received" CHECK (num_nonnulls(sha256, content_key, received_at) = case state when 'AWAITED' then 0 else 3 end),
	CONSTRAINT "files_finding" CHECK ((finding is not null) = (state = 'QUARANTINED')),
	CONSTRAINT "files_attached" CHECK (num_nonnulls(attached_at, attached_by) = case when state in ('AWAITED', 'RECEIVED', 'QUARANTINED') then 0 else 2 end),
	CONSTRAINT "files_released" CHECK ((released_at is null) = (released_by is null) and (released_at is null or state = 'ATTACHED')),
	CONSTRAINT "files_retracted" CHECK (num_nonnulls(retracted_at, retracted_by, retraction_reason) = case state when 'RETRACTED' then 3 else 0 end),
	CONSTRAINT "files_pet_photo" CHECK (not is_pet_photo or (state = 'ATTACHED' and kind = 'PHOTO' and record_id is null and width is not null))
);
--> statement-breakpoint
ALTER TABLE "clinical"."files" ADD CONSTRAINT "files_pet_id_pets_id_fk" FOREIGN KEY ("pet_id") REFERENCES "clinical"."pets"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "clinical"."files" ADD CONSTRAINT "files_record_id_medical_records_id_fk" FOREIGN KEY ("record_id") REFERENCES "clinical"."medical_records"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "files_of_pet" ON "clinical"."files" USING btree ("pet_id","taken_at","id") WHERE state in ('ATTACHED', 'RETRACTED');--> statement-breakpoint
CREATE INDEX "files_of_record" ON "clinical"."files" USING btree ("record_id") WHERE record_id is not null;--> statement-breakpoint
CREATE INDEX "files_never_attached" ON "clinical"."files" USING btree ("requested_at") WHERE attached_at is null;--> statement-breakpoint
CREATE UNIQUE INDEX "files_one_photo_of_pet" ON "clinical"."files" USING btree ("pet_id") WHERE is_pet_photo;--> statement-breakpoint
CREATE UNIQUE INDEX "files_replaced_once" ON "clinical"."files" USING btree ("replaces_id");