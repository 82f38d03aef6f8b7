CREATE TABLE "clinical"."pet_co_owners" (
	"pet_id" uuid NOT NULL,
	"owner_id" uuid NOT NULL,
	"added_at" timestamp (3) with time zone NOT NULL,
	"added_by" uuid NOT NULL,
	CONSTRAINT "pet_co_owners_pet_id_owner_id_pk" PRIMARY KEY("pet_id","owner_id")
);
--> statement-breakpoint
ALTER TABLE "clinical"."pets" ADD COLUMN "co_owner_ids" uuid[] DEFAULT '{}' NOT NULL;--> statement-breakpoint
ALTER TABLE "clinical"."pet_co_owners" ADD CONSTRAINT "pet_co_owners_pet_id_pets_id_fk" FOREIGN KEY ("pet_id") REFERENCES "clinical"."pets"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "clinical"."pet_co_owners" ADD CONSTRAINT "pet_co_owners_owner_id_owners_id_fk" FOREIGN KEY ("owner_id") REFERENCES "clinical"."owners"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "pet_co_owners_of_owner" ON "clinical"."pet_co_owners" USING btree ("owner_id");--> statement-breakpoint
CREATE INDEX "pets_of_co_owners" ON "clinical"."pets" USING gin ("co_owner_ids") WHERE co_owner_ids <> '{}';--> statement-breakpoint
ALTER TABLE "clinical"."pets" ADD CONSTRAINT "pets_co_owners_others" CHECK (owner_id <> all(co_owner_ids));