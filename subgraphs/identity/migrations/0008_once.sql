-- What two at once have made twice before the indexes: the newest link counts, and names are told apart by their ids.
UPDATE "identity"."email_links" older SET "ended_at" = now()
  FROM "identity"."email_links" newer
  WHERE older."ended_at" IS NULL AND newer."ended_at" IS NULL AND newer."id" > older."id"
    AND newer."user_id" = older."user_id" AND newer."purpose" = older."purpose"
    AND older."purpose" IN ('CHANGE_EMAIL', 'INVITATION');--> statement-breakpoint
UPDATE "identity"."roles" later SET "name" = later."name" || ' ' || right(later."id"::text, 4)
  FROM "identity"."roles" first
  WHERE NOT later."built_in" AND first."id" <> later."id" AND lower(first."name") = lower(later."name")
    AND (first."built_in" OR first."id" < later."id");--> statement-breakpoint
UPDATE "identity"."workstations" later SET "name" = later."name" || ' ' || right(later."id"::text, 4)
  FROM "identity"."workstations" first
  WHERE later."revoked_at" IS NULL AND first."revoked_at" IS NULL AND first."id" < later."id"
    AND first."location_id" = later."location_id" AND lower(first."name") = lower(later."name");--> statement-breakpoint
CREATE UNIQUE INDEX "email_links_one_open" ON "identity"."email_links" USING btree ("user_id","purpose") WHERE "identity"."email_links"."ended_at" is null and "identity"."email_links"."purpose" in ('CHANGE_EMAIL', 'INVITATION');--> statement-breakpoint
CREATE UNIQUE INDEX "roles_name_once" ON "identity"."roles" USING btree (lower("name"));--> statement-breakpoint
CREATE UNIQUE INDEX "workstations_name_once" ON "identity"."workstations" USING btree ("location_id",lower("name")) WHERE "identity"."workstations"."revoked_at" is null;