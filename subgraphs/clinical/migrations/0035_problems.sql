CREATE TABLE "clinical"."problems" (
	"id" uuid PRIMARY KEY NOT NULL,
	"pet_id" uuid NOT NULL,
	"text" text NOT NULL,
	"code" text,
	"onset_on" date,
	"added_by" uuid NOT NULL,
	"resolved_at" timestamp (3) with time zone,
	"resolved_by" uuid,
	"retracted_at" timestamp (3) with time zone,
	"retracted_by" uuid,
	"retraction_reason" text,
	"version" integer NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"updated_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "problems_resolved" CHECK (num_nulls("clinical"."problems"."resolved_at", "clinical"."problems"."resolved_by") in (0, 2)),
	CONSTRAINT "problems_retracted" CHECK (num_nulls("clinical"."problems"."retracted_at", "clinical"."problems"."retracted_by", "clinical"."problems"."retraction_reason") in (0, 3))
);
--> statement-breakpoint
ALTER TABLE "clinical"."problems" ADD CONSTRAINT "problems_pet_id_pets_id_fk" FOREIGN KEY ("pet_id") REFERENCES "clinical"."pets"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "problems_of_pet" ON "clinical"."problems" USING btree ("pet_id","created_at") WHERE retracted_at is null;--> statement-breakpoint
CREATE UNIQUE INDEX "problems_active_once" ON "clinical"."problems" USING btree ("pet_id",clinical.fold("text")) WHERE resolved_at is null and retracted_at is null;--> statement-breakpoint
-- What was entered in error is retracted, never deleted.
REVOKE DELETE, TRUNCATE ON "clinical"."problems" FROM "vetgraph_clinical";
