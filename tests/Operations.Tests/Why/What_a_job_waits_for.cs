using Workers.Operations.DeadLetters;
using Workers.Operations.Tests.DeadLetters;
using Workers.Support;

namespace Workers.Operations.Tests.Why;

/// <summary>One sentence, from evidence.</summary>
public sealed class What_a_job_waits_for(ManyLetters letters) : IClassFixture<ManyLetters>
{
    [SkippableFact]
    public async Task A_dead_letter_that_holds_it()
    {
        _ = TestServers.Postgres;
        var open = new LetterSelection { State = "open" };
        var page = await letters.System.Letters.ListAsync(open, 1, null, default);
        var letter = page.Letters[0];

        var why = await letters.System.WhyAsync($"{letter.JobId}", default);

        Assert.StartsWith($"It waits for somebody to replay dead letter {letter.Id}, or to", why.WaitsFor);
        Assert.Contains("the disk", why.WaitsFor);
    }

    [SkippableTheory]
    [InlineData("Completed", "Nothing: it is Completed.")]
    [InlineData("Calculating", "It waits for the broker, which does not answer")]
    public async Task A_broker_that_is_away_or_nothing(string state, string sentence)
    {
        _ = TestServers.Postgres;
        var job = await AddJobAsync(state);

        var why = await letters.System.WhyAsync($"{job}", default);

        Assert.Equal((job, state), (why.Id, why.State));
        Assert.StartsWith(sentence, why.WaitsFor);
    }

    [SkippableFact]
    public async Task A_message_that_cannot_be_sent()
    {
        _ = TestServers.Postgres;
        var job = await AddJobAsync("ImportingHazard");
        await letters.ExecuteAsync(
            $$"""
            INSERT INTO messaging.outbox (message_id, correlation_id, destination_address, content_type, message_type,
                body, sent_at, due_at, attempts, last_error)
            VALUES (gen_random_uuid(), '{{job}}', 'exchange:import-hazard', '', '', '', now(), now(), 3,
                'no queue takes it')
            """);

        var why = await letters.System.WhyAsync($"{job}", default);

        Assert.Equal(
            "It waits for its message to import-hazard, which cannot be sent: no queue takes it.", why.WaitsFor);
    }

    [SkippableFact]
    public async Task An_operation_that_no_coordinator_works()
    {
        _ = TestServers.Postgres;
        var selection = new LetterSelection { State = "open", Group = "c81e" };
        var replay = LetterAction.Replay(selection, "ana", null, null);
        var meant = await letters.System.Letters.ProposeAsync(replay, default);
        var operation = await letters.System.Letters.AskAsync(meant, meant.Count, default);
        await letters.ExecuteAsync(
            $"UPDATE jobs.operation SET updated_at = now() - interval '1 min' WHERE id = '{operation}'");

        var why = await letters.System.WhyAsync($"{operation}", default);

        Assert.Equal("It waits for a Coordinator: none works it (workers status).", why.WaitsFor);
    }

    private async Task<Guid> AddJobAsync(string state)
    {
        var job = Guid.NewGuid();
        await letters.ExecuteAsync(
            $$"""
            INSERT INTO jobs.risk_job (job_id, current_state, attempt, request, request_hash, hazard_calculation_id,
                risk_model_id, progress_done, progress_total, warnings, started_at, state_since, updated_at)
            VALUES ('{{job}}', '{{state}}', 1, '{}', '', gen_random_uuid(), '', 0, 0, '{}', now(), now(), now())
            """);
        return job;
    }
}
