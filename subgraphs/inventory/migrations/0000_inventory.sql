CREATE TYPE "inventory"."inventory_category" AS ENUM('MEDICATION', 'EQUIPMENT', 'SUPPLIES');--> statement-breakpoint
CREATE TABLE "inventory"."inventory_items" (
	"id" uuid PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"sku" text NOT NULL,
	"category" "inventory_category" NOT NULL,
	"controlled" boolean NOT NULL,
	"unit" text NOT NULL,
	"reorder_level" bigint NOT NULL,
	"active" boolean NOT NULL,
	"version" integer NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"updated_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "inventory_items_sku_once" UNIQUE("sku"),
	CONSTRAINT "inventory_items_reorder_level" CHECK ("inventory"."inventory_items"."reorder_level" >= 0)
);
--> statement-breakpoint
CREATE TABLE "inventory"."stock_levels" (
	"item_id" uuid NOT NULL,
	"location_id" uuid NOT NULL,
	"on_hand" bigint NOT NULL,
	"may_go_negative" boolean NOT NULL,
	CONSTRAINT "stock_levels_item_id_location_id_pk" PRIMARY KEY("item_id","location_id"),
	CONSTRAINT "stock_levels_not_negative" CHECK ("inventory"."stock_levels"."may_go_negative" or "inventory"."stock_levels"."on_hand" >= 0)
);
--> statement-breakpoint
CREATE TABLE "inventory"."audit_entries" (
	"id" uuid PRIMARY KEY NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"action" text NOT NULL,
	"entity" text NOT NULL,
	"entity_id" text NOT NULL,
	"actor_id" uuid,
	"session_id" text,
	"request_id" text NOT NULL,
	"ip" text NOT NULL,
	"user_agent" text NOT NULL,
	"before" jsonb,
	"after" jsonb
);
--> statement-breakpoint
CREATE TABLE "inventory"."idempotency_keys" (
	"actor_id" uuid NOT NULL,
	"key" text NOT NULL,
	"verb" text NOT NULL,
	"input_hash" text NOT NULL,
	"result_id" uuid,
	"created_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "idempotency_keys_actor_id_key_pk" PRIMARY KEY("actor_id","key")
);
--> statement-breakpoint
CREATE TABLE "inventory"."inbox" (
	"event_id" uuid NOT NULL,
	"handled_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "inbox_event_id_pk" PRIMARY KEY("event_id")
);
--> statement-breakpoint
CREATE TABLE "inventory"."location_refs" (
	"id" uuid PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"active" boolean NOT NULL,
	"as_of" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "inventory"."stock_movements" (
	"id" uuid PRIMARY KEY NOT NULL,
	"item_id" uuid NOT NULL,
	"location_id" uuid NOT NULL,
	"quantity" bigint NOT NULL,
	"reason" text NOT NULL,
	"actor_id" uuid NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "stock_movements_something" CHECK ("inventory"."stock_movements"."quantity" <> 0)
);
--> statement-breakpoint
ALTER TABLE "inventory"."stock_levels" ADD CONSTRAINT "stock_levels_item_id_inventory_items_id_fk" FOREIGN KEY ("item_id") REFERENCES "inventory"."inventory_items"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "inventory"."stock_movements" ADD CONSTRAINT "stock_movements_item_id_inventory_items_id_fk" FOREIGN KEY ("item_id") REFERENCES "inventory"."inventory_items"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "inventory_items_by_name" ON "inventory"."inventory_items" USING btree ("name","id");--> statement-breakpoint
CREATE INDEX "audit_entries_entity" ON "inventory"."audit_entries" USING btree ("entity","entity_id","at");--> statement-breakpoint
CREATE INDEX "stock_movements_item" ON "inventory"."stock_movements" USING btree ("item_id","location_id","at");