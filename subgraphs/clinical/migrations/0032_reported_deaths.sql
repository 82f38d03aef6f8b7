ALTER TABLE "clinical"."pets" ADD COLUMN "death_reported_at" timestamp (3) with time zone;--> statement-breakpoint
CREATE INDEX "pets_death_reported" ON "clinical"."pets" USING btree ("sort_name","id") WHERE death_reported_at is not null;--> statement-breakpoint
ALTER TABLE "clinical"."pets" ADD CONSTRAINT "pets_reported_have_died" CHECK (death_reported_at is null or status = 'DECEASED');