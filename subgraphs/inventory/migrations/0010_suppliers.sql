CREATE TABLE "inventory"."supplier_items" (
	"id" uuid PRIMARY KEY NOT NULL,
	"supplier_id" uuid NOT NULL,
	"item_id" uuid NOT NULL,
	"article_number" text NOT NULL,
	"pack_size" bigint NOT NULL,
	"price" bigint NOT NULL,
	"lead_days" integer,
	"preferred" boolean NOT NULL,
	"active" boolean DEFAULT true NOT NULL,
	"version" integer NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"updated_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "supplier_items_pack_size" CHECK ("inventory"."supplier_items"."pack_size" > 0),
	CONSTRAINT "supplier_items_price" CHECK ("inventory"."supplier_items"."price" >= 0),
	CONSTRAINT "supplier_items_lead_days" CHECK ("inventory"."supplier_items"."lead_days" between 0 and 365)
);
--> statement-breakpoint
CREATE TABLE "inventory"."suppliers" (
	"id" uuid PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"email" text,
	"phone" text,
	"address" text,
	"customer_number" text,
	"currency" char(3) NOT NULL,
	"lead_days" integer NOT NULL,
	"active" boolean DEFAULT true NOT NULL,
	"version" integer NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"updated_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "suppliers_lead_days" CHECK ("inventory"."suppliers"."lead_days" between 0 and 365)
);
--> statement-breakpoint
ALTER TABLE "inventory"."supplier_items" ADD CONSTRAINT "supplier_items_supplier_id_suppliers_id_fk" FOREIGN KEY ("supplier_id") REFERENCES "inventory"."suppliers"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "inventory"."supplier_items" ADD CONSTRAINT "supplier_items_item_id_inventory_items_id_fk" FOREIGN KEY ("item_id") REFERENCES "inventory"."inventory_items"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "supplier_items_article_once" ON "inventory"."supplier_items" USING btree ("supplier_id",lower("article_number")) WHERE active;--> statement-breakpoint
CREATE UNIQUE INDEX "supplier_items_preferred_once" ON "inventory"."supplier_items" USING btree ("item_id") WHERE active and preferred;--> statement-breakpoint
CREATE INDEX "supplier_items_catalogue" ON "inventory"."supplier_items" USING btree ("supplier_id","article_number","id");--> statement-breakpoint
CREATE INDEX "supplier_items_of_item" ON "inventory"."supplier_items" USING btree ("item_id");--> statement-breakpoint
CREATE UNIQUE INDEX "suppliers_name_once" ON "inventory"."suppliers" USING btree (lower("name")) WHERE active;--> statement-breakpoint
CREATE INDEX "suppliers_by_name" ON "inventory"."suppliers" USING btree ("name","id");