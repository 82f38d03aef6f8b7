ALTER TABLE "scheduling"."rooms" ADD COLUMN "version" integer DEFAULT 1 NOT NULL;--> statement-breakpoint
ALTER TABLE "scheduling"."rooms" ADD COLUMN "created_at" timestamp (3) with time zone DEFAULT now() NOT NULL;--> statement-breakpoint
ALTER TABLE "scheduling"."rooms" ADD COLUMN "updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL;--> statement-breakpoint
ALTER TABLE "scheduling"."rooms" ALTER COLUMN "version" DROP DEFAULT, ALTER COLUMN "created_at" DROP DEFAULT, ALTER COLUMN "updated_at" DROP DEFAULT;--> statement-breakpoint
CREATE UNIQUE INDEX "rooms_name_once" ON "scheduling"."rooms" USING btree ("location_id",lower("name")) WHERE active;
