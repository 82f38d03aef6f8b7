CREATE TABLE "clinical"."pet_transfers" (
	"id" uuid PRIMARY KEY NOT NULL,
	"pet_id" uuid NOT NULL,
	"from_owner_id" uuid NOT NULL,
	"to_owner_id" uuid NOT NULL,
	"transferred_on" date NOT NULL,
	"reason" text NOT NULL,
	"recorded_at" timestamp (3) with time zone NOT NULL,
	"recorded_by" uuid NOT NULL,
	CONSTRAINT "pet_transfers_to_somebody_else" CHECK ("clinical"."pet_transfers"."from_owner_id" <> "clinical"."pet_transfers"."to_owner_id")
);
--> statement-breakpoint
ALTER TABLE "clinical"."pet_transfers" ADD CONSTRAINT "pet_transfers_pet_id_pets_id_fk" FOREIGN KEY ("pet_id") REFERENCES "clinical"."pets"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "clinical"."pet_transfers" ADD CONSTRAINT "pet_transfers_from_owner_id_owners_id_fk" FOREIGN KEY ("from_owner_id") REFERENCES "clinical"."owners"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "clinical"."pet_transfers" ADD CONSTRAINT "pet_transfers_to_owner_id_owners_id_fk" FOREIGN KEY ("to_owner_id") REFERENCES "clinical"."owners"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "pet_transfers_of_pet" ON "clinical"."pet_transfers" USING btree ("pet_id","recorded_at","id");