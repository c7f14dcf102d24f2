-- Rows as this version wrote them, one job for each state; migration 20261127185353_First.
-- Recorded once, never edited: later builds must go on with such rows.
INSERT INTO jobs.risk_job (job_id, current_state, attempt, failed_step, request, request_hash, hazard_calculation_id,
    risk_model_id, owner, description, import_id, sites, "values", bytes, assets, rows, progress_step, progress_done,
    progress_total, error, warnings, started_at, state_since, updated_at, finished_at, deadline_token,
    last_sign_of_life)
SELECT ('00000000-0000-4000-8000-00000000000' || n)::uuid, state, attempt, failed_step,
    jsonb_build_object('jobId', '00000000-0000-4000-8000-00000000000' || n, 'attempt', 1,
        'hazardCalculationId', '11111111-1111-4111-8111-111111111111', 'hazardOutputs', null,
        'riskModelId', repeat('a', 64), 'area', null, 'owner', 'ana', 'description', 'recorded'),
    repeat('0', 64), '11111111-1111-4111-8111-111111111111', repeat('a', 64), 'ana', 'recorded', import_id,
    7, 21, 84, NULL, NULL, 'import-hazard', 1, 2, error::jsonb, '{}', '2026-11-27 19:00:00+00',
    '2026-11-27 19:00:01+00', '2026-11-27 19:00:02+00', finished_at::timestamptz, NULL, '2026-11-27 19:00:02+00'
FROM (VALUES
    (1, 'ImportingHazard', 1, NULL, NULL::uuid, NULL, NULL),
    (2, 'Calculating', 1, NULL, '22222222-2222-4222-8222-222222222222', NULL, NULL),
    (3, 'ExportingResults', 2, NULL, '22222222-2222-4222-8222-222222222222', NULL, NULL),
    (4, 'NeedsAttention', 1, 'Calculating', '22222222-2222-4222-8222-222222222222',
        '{"code": "FAULT", "what": "recorded", "where": null, "expected": null}', NULL),
    (5, 'Failed', 1, 'ImportingHazard', NULL,
        '{"code": "W5002", "what": "recorded", "where": "exposure.csv", "expected": "a site nearer"}',
        '2026-11-27 19:00:02'),
    (6, 'Completed', 1, NULL, '22222222-2222-4222-8222-222222222222', NULL, '2026-11-27 19:00:02'),
    (7, 'Cancelled', 1, NULL, NULL, NULL, '2026-11-27 19:00:02'))
    AS job (n, state, attempt, failed_step, import_id, error, finished_at);
INSERT INTO jobs.job_transition (job_id, attempt, from_state, to_state, at, cause, seconds, error)
SELECT job_id, attempt, 'Initial', current_state, started_at, 'ImportHazardRequested', 0.5, error
FROM jobs.risk_job;
