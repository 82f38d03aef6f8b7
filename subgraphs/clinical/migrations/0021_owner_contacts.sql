ALTER TABLE "clinical"."owners" ADD COLUMN "phone_purpose" text DEFAULT 'OTHER' NOT NULL;--> statement-breakpoint
ALTER TABLE "clinical"."owners" ADD COLUMN "further_phones" jsonb DEFAULT '[]'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "clinical"."owners" ADD COLUMN "phone_numbers" text[] GENERATED ALWAYS AS (clinical.phone_numbers(phone, further_phones)) STORED NOT NULL;--> statement-breakpoint
ALTER TABLE "clinical"."owners" ADD COLUMN "address_purpose" text DEFAULT 'HOME' NOT NULL;--> statement-breakpoint
ALTER TABLE "clinical"."owners" ADD COLUMN "further_addresses" jsonb DEFAULT '[]'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "clinical"."owners" ADD COLUMN "emergency_contact" jsonb;--> statement-breakpoint
CREATE INDEX "owners_by_phone" ON "clinical"."owners" USING gin ("phone_numbers");--> statement-breakpoint
CREATE INDEX "owners_by_email" ON "clinical"."owners" USING btree (lower("email"));--> statement-breakpoint
CREATE INDEX "owners_phone_as_typed" ON "clinical"."owners" USING btree ("id") WHERE "clinical"."owners"."phone" !~ '^\+[0-9]+$';--> statement-breakpoint
ALTER TABLE "clinical"."owners" ADD CONSTRAINT "owners_phone_purpose" CHECK ("clinical"."owners"."phone_purpose" in ('MOBILE', 'HOME', 'WORK', 'OTHER'));--> statement-breakpoint
ALTER TABLE "clinical"."owners" ADD CONSTRAINT "owners_address_purpose" CHECK ("clinical"."owners"."address_purpose" in ('HOME', 'BILLING', 'OTHER'));--> statement-breakpoint
ALTER TABLE "clinical"."owners" ADD CONSTRAINT "owners_primary_phone_first" CHECK (phone is not null or further_phones = '[]');--> statement-breakpoint
ALTER TABLE "clinical"."owners" ADD CONSTRAINT "owners_primary_address_first" CHECK (address is not null or further_addresses = '[]');--> statement-breakpoint
ALTER TABLE "clinical"."owners" ADD CONSTRAINT "owners_at_most_ten_phones" CHECK (jsonb_array_length(further_phones) < 10);--> statement-breakpoint
ALTER TABLE "clinical"."owners" ADD CONSTRAINT "owners_at_most_ten_addresses" CHECK (jsonb_array_length(further_addresses) < 10);