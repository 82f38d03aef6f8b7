ALTER TABLE "clinical"."dispenses" DROP CONSTRAINT "dispenses_something";--> statement-breakpoint
ALTER TABLE "clinical"."dispenses" ADD COLUMN "from_stock" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "clinical"."dispenses" ADD CONSTRAINT "dispenses_something" CHECK ("clinical"."dispenses"."quantity" > 0 or "clinical"."dispenses"."from_stock");