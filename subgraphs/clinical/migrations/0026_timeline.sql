CREATE TABLE "clinical"."pet_status_changes" (
	"id" uuid PRIMARY KEY NOT NULL,
	"pet_id" uuid NOT NULL,
	"status" text NOT NULL,
	"reason" text,
	"deceased_on" date,
	"changed_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
ALTER TABLE "clinical"."pet_status_changes" ADD CONSTRAINT "pet_status_changes_pet_id_pets_id_fk" FOREIGN KEY ("pet_id") REFERENCES "clinical"."pets"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "pet_status_changes_of_pet" ON "clinical"."pet_status_changes" USING btree ("pet_id","changed_at","id");--> statement-breakpoint
CREATE INDEX "pet_alerts_on_timeline" ON "clinical"."pet_alerts" USING btree ("pet_id","added_at","id");--> statement-breakpoint
CREATE INDEX "vaccinations_on_timeline" ON "clinical"."vaccinations" USING btree ("pet_id",((given_on + interval '12 hours') at time zone 'UTC'),"id");