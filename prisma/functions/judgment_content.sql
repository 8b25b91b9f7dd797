-- What the ledger keeps of a judgment: the hash of who said what of which two responses, with which of them left, and when.
-- Its text is the first form, and stays: another form is another function.
CREATE OR REPLACE FUNCTION judgment_content(j "Judgment", a "Assignment", i "Item") RETURNS bytea LANGUAGE sql STABLE AS $$
  SELECT sha256(convert_to(jsonb_build_array(
    'JUDGMENT', 1, j."studyId", j.id, j."assignmentId", a."annotatorId", i.id, i."responseAId", i."responseBId", a."leftIsA",
    j."criterionId", j.turn, j.choice, j.score, j.raw, j."submissionKey", (extract(epoch FROM j."createdAt") * 1000000)::bigint
  )::text, 'UTF8'))
$$;
