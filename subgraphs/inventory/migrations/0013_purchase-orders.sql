CREATE TYPE "inventory"."purchase_order_status" AS ENUM('DRAFT', 'SENT', 'PARTLY_RECEIVED', 'RECEIVED', 'CLOSED', 'CANCELLED');--> statement-breakpoint
CREATE TABLE "inventory"."purchase_order_lines" (
	"id" uuid PRIMARY KEY NOT NULL,
	"order_id" uuid NOT NULL,
	"position" integer NOT NULL,
	"item_id" uuid NOT NULL,
	"supplier_item_id" uuid NOT NULL,
	"description" text NOT NULL,
	"article_number" text NOT NULL,
	"packs" integer NOT NULL,
	"pack_size" bigint NOT NULL,
	"price" bigint NOT NULL,
	"ordered" bigint GENERATED ALWAYS AS (packs * pack_size) STORED NOT NULL,
	"received" bigint DEFAULT 0 NOT NULL,
	CONSTRAINT "purchase_order_lines_position" UNIQUE("order_id","position"),
	CONSTRAINT "purchase_order_lines_packs" CHECK ("inventory"."purchase_order_lines"."packs" > 0),
	CONSTRAINT "purchase_order_lines_pack_size" CHECK ("inventory"."purchase_order_lines"."pack_size" > 0),
	CONSTRAINT "purchase_order_lines_price" CHECK ("inventory"."purchase_order_lines"."price" >= 0)
);
--> statement-breakpoint
CREATE TABLE "inventory"."purchase_order_receipts" (
	"id" uuid PRIMARY KEY NOT NULL,
	"line_id" uuid NOT NULL,
	"lot_id" uuid NOT NULL,
	"quantity" bigint NOT NULL,
	"over_reason" text,
	"received_by" uuid NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "purchase_order_receipts_lot_once" UNIQUE("lot_id"),
	CONSTRAINT "purchase_order_receipts_quantity" CHECK ("inventory"."purchase_order_receipts"."quantity" > 0)
);
--> statement-breakpoint
CREATE TABLE "inventory"."purchase_order_series" (
	"year" integer PRIMARY KEY NOT NULL,
	"last" integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE "inventory"."purchase_orders" (
	"id" uuid PRIMARY KEY NOT NULL,
	"number" text,
	"supplier_id" uuid NOT NULL,
	"location_id" uuid NOT NULL,
	"currency" char(3) NOT NULL,
	"note" text,
	"total" bigint DEFAULT 0 NOT NULL,
	"open_lines" integer DEFAULT 0 NOT NULL,
	"received_lines" integer DEFAULT 0 NOT NULL,
	"sent_at" timestamp (3) with time zone,
	"sent_by" uuid,
	"sent_to" text,
	"issuer" jsonb,
	"recipient" jsonb,
	"cancelled_at" timestamp (3) with time zone,
	"closed_at" timestamp (3) with time zone,
	"end_reason" text,
	"status" "inventory"."purchase_order_status" GENERATED ALWAYS AS (case when cancelled_at is not null then 'CANCELLED'::inventory.purchase_order_status when sent_at is null then 'DRAFT' when open_lines = 0 then 'RECEIVED' when closed_at is not null then 'CLOSED' when received_lines > 0 then 'PARTLY_RECEIVED' else 'SENT' end) STORED NOT NULL,
	"version" integer NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"updated_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "purchase_orders_number_once" UNIQUE("number"),
	CONSTRAINT "purchase_orders_sent" CHECK (num_nulls("inventory"."purchase_orders"."number", "inventory"."purchase_orders"."sent_at", "inventory"."purchase_orders"."sent_by", "inventory"."purchase_orders"."issuer", "inventory"."purchase_orders"."recipient") in (0, 5)),
	CONSTRAINT "purchase_orders_ended_once" CHECK (num_nonnulls("inventory"."purchase_orders"."cancelled_at", "inventory"."purchase_orders"."closed_at") = num_nonnulls("inventory"."purchase_orders"."end_reason")),
	CONSTRAINT "purchase_orders_not_empty" CHECK ("inventory"."purchase_orders"."sent_at" is null or "inventory"."purchase_orders"."open_lines" + "inventory"."purchase_orders"."received_lines" > 0),
	CONSTRAINT "purchase_orders_closed" CHECK ("inventory"."purchase_orders"."closed_at" is null or "inventory"."purchase_orders"."sent_at" is not null),
	CONSTRAINT "purchase_orders_cancelled" CHECK ("inventory"."purchase_orders"."cancelled_at" is null or "inventory"."purchase_orders"."received_lines" = 0)
);
--> statement-breakpoint
ALTER TABLE "inventory"."purchase_order_lines" ADD CONSTRAINT "purchase_order_lines_order_id_purchase_orders_id_fk" FOREIGN KEY ("order_id") REFERENCES "inventory"."purchase_orders"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "inventory"."purchase_order_lines" ADD CONSTRAINT "purchase_order_lines_item_id_inventory_items_id_fk" FOREIGN KEY ("item_id") REFERENCES "inventory"."inventory_items"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "inventory"."purchase_order_lines" ADD CONSTRAINT "purchase_order_lines_supplier_item_id_supplier_items_id_fk" FOREIGN KEY ("supplier_item_id") REFERENCES "inventory"."supplier_items"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "inventory"."purchase_order_receipts" ADD CONSTRAINT "purchase_order_receipts_line_id_purchase_order_lines_id_fk" FOREIGN KEY ("line_id") REFERENCES "inventory"."purchase_order_lines"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "inventory"."purchase_order_receipts" ADD CONSTRAINT "purchase_order_receipts_lot_id_lots_id_fk" FOREIGN KEY ("lot_id") REFERENCES "inventory"."lots"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "inventory"."purchase_orders" ADD CONSTRAINT "purchase_orders_supplier_id_suppliers_id_fk" FOREIGN KEY ("supplier_id") REFERENCES "inventory"."suppliers"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "purchase_order_lines_item" ON "inventory"."purchase_order_lines" USING btree ("item_id");--> statement-breakpoint
CREATE INDEX "purchase_order_receipts_line" ON "inventory"."purchase_order_receipts" USING btree ("line_id","at");--> statement-breakpoint
CREATE INDEX "purchase_orders_by_time" ON "inventory"."purchase_orders" USING btree ("location_id","created_at","id");--> statement-breakpoint
CREATE INDEX "purchase_orders_of_supplier" ON "inventory"."purchase_orders" USING btree ("supplier_id","created_at","id");--> statement-breakpoint
CREATE INDEX "purchase_orders_by_status" ON "inventory"."purchase_orders" USING btree ("location_id","status","created_at","id");