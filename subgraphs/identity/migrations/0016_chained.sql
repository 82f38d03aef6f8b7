-- The link of a chain is kit's, for every chain that the database keeps; the hashes stay what they are.
CREATE OR REPLACE FUNCTION "identity"."audit_hash"(before_it bytea, entry "identity"."audit_log") RETURNS bytea
LANGUAGE sql IMMUTABLE AS $$
  SELECT vetgraph.chained(before_it, jsonb_build_array(
    entry."position", entry."id", (extract(epoch FROM entry."at") * 1000)::bigint,
    (extract(epoch FROM entry."received_at") * 1000)::bigint, entry."subgraph", entry."action", entry."entity",
    entry."entity_id", entry."actor_id", entry."session_id", entry."request_id", entry."ip", entry."user_agent",
    entry."before", entry."after"
  ))
$$;
