CREATE TABLE "inventory"."expiry_checks" (
	"location_id" uuid PRIMARY KEY NOT NULL,
	"day" date
);
--> statement-breakpoint
CREATE INDEX "stock_transfers_awaited" ON "inventory"."stock_transfers" USING btree ("to_location_id","item_id") WHERE quantity > received + returned;