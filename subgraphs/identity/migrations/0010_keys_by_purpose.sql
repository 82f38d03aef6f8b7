ALTER TABLE "identity"."inbox" DISABLE ROW LEVEL SECURITY;--> statement-breakpoint
DROP TABLE "identity"."inbox" CASCADE;--> statement-breakpoint
ALTER TABLE "identity"."signing_keys" ALTER COLUMN "private_jwk" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "identity"."hospital" ADD COLUMN "demo" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "identity"."signing_keys" ADD COLUMN "purpose" text DEFAULT 'access-token' NOT NULL;--> statement-breakpoint
ALTER TABLE "identity"."signing_keys" ADD COLUMN "sealed_key" text;--> statement-breakpoint
ALTER TABLE "identity"."signing_keys" ADD COLUMN "checkpoints_until" timestamp (3) with time zone;--> statement-breakpoint
CREATE INDEX "audit_entries_by_time" ON "identity"."audit_entries" USING btree ("at");