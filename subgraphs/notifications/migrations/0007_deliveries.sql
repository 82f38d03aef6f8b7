ALTER TABLE "notifications"."inbox" DISABLE ROW LEVEL SECURITY;--> statement-breakpoint
DROP TABLE "notifications"."inbox" CASCADE;--> statement-breakpoint
CREATE INDEX "audit_entries_by_time" ON "notifications"."audit_entries" USING btree ("at");