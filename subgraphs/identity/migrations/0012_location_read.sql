-- Until now `location:read` decided nothing, so that who gave rights had no reason to give it: nobody loses a location.
UPDATE "identity"."roles" SET "permissions" = array_append("permissions", 'location:read')
  WHERE NOT "built_in" AND NOT 'location:read' = ANY("permissions");
--> statement-breakpoint
UPDATE "identity"."api_clients" SET "permissions" = array_append("permissions", 'location:read')
  WHERE NOT 'location:read' = ANY("permissions");
