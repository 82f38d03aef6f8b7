CREATE TABLE "clinical"."owner_claims" (
	"id" uuid PRIMARY KEY NOT NULL,
	"user_id" uuid NOT NULL,
	"email" text NOT NULL,
	"first_name" text NOT NULL,
	"last_name" text NOT NULL,
	"phone" text,
	"created_at" timestamp (3) with time zone NOT NULL,
	"owner_id" uuid,
	"decided_at" timestamp (3) with time zone,
	"decided_by" uuid,
	CONSTRAINT "owner_claims_user_once" UNIQUE("user_id"),
	CONSTRAINT "owner_claims_decided_with_owner" CHECK (("clinical"."owner_claims"."owner_id" is null) = ("clinical"."owner_claims"."decided_at" is null))
);
--> statement-breakpoint
ALTER TABLE "clinical"."owner_claims" ADD CONSTRAINT "owner_claims_owner_id_owners_id_fk" FOREIGN KEY ("owner_id") REFERENCES "clinical"."owners"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "owner_claims_open" ON "clinical"."owner_claims" USING btree ("created_at") WHERE "clinical"."owner_claims"."decided_at" is null;--> statement-breakpoint
CREATE INDEX "owner_claims_of_owner" ON "clinical"."owner_claims" USING btree ("owner_id");--> statement-breakpoint
-- Who was let into which household stays on record.
REVOKE DELETE, TRUNCATE ON "clinical"."owner_claims" FROM "vetgraph_clinical";
