ALTER TABLE "scheduling"."slot_offers" ADD COLUMN "owner_id" uuid;--> statement-breakpoint
UPDATE "scheduling"."slot_offers" o SET "owner_id" = p."owner_id"
FROM "scheduling"."waitlist_entries" e, "scheduling"."pet_refs" p WHERE e."id" = o."entry_id" AND p."id" = e."pet_id";--> statement-breakpoint
ALTER TABLE "scheduling"."slot_offers" ALTER COLUMN "owner_id" SET NOT NULL;
