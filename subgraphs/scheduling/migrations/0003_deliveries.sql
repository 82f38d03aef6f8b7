ALTER TABLE "scheduling"."inbox" DISABLE ROW LEVEL SECURITY;--> statement-breakpoint
DROP TABLE "scheduling"."inbox" CASCADE;--> statement-breakpoint
CREATE INDEX "audit_entries_by_time" ON "scheduling"."audit_entries" USING btree ("at");