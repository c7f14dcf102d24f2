using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Workers.Contracts;
using Workers.Coordinator.DeadLetters;
using Workers.Coordinator.Saga;
using Workers.Coordinator.Tests.Stages;
using Workers.Storage.Databases.Jobs;
using Workers.Storage.DeadLetters;
using Workers.Support;

namespace Workers.Coordinator.Tests.DeadLetters;

/// <summary>A coordinator with dead letters.</summary>
internal static class LetterStage
{
    public static Task<DurableStage> StartAsync(StepTimeouts? timeouts = null) =>
        DurableStage.StartAsync(TimeProvider.System, timeouts ?? SagaStage.UsualTimeouts);

    /// <summary>A job whose calculation was commanded.</summary>
    public static async Task<ImportHazardRequested> CalculatingAsync(this DurableStage stage)
    {
        var request = Requests.New();
        await stage.PublishAsync(request);
        await stage.SeeAsync<ImportHazardRequested>(x => x.JobId == request.JobId);
        await stage.PublishAsync(new HazardImported { JobId = request.JobId, Attempt = 1, ImportId = Guid.NewGuid() });
        await stage.SeeAsync<RunRiskCalc>(x => x.JobId == request.JobId);
        return request;
    }

    /// <summary>A job whose calculation died.</summary>
    public static async Task<LetterRow> DeadAsync(this DurableStage stage)
    {
        stage.Failing = message => message is RunRiskCalc ? new IOException("the disk is full") : null;
        var request = await stage.CalculatingAsync();
        var letter = await stage.LetterAsync(x => x.JobId == request.JobId);
        await stage.SeeStateAsync(request.JobId, JobState.NeedsAttention);
        return letter;
    }

    public static async Task<LetterRow> LetterAsync(
        this DurableStage stage, Expression<Func<LetterRow, bool>> which)
    {
        await Eventually.TrueAsync(async () => await stage.Letters().AnyAsync(which), () => "no such letter");
        return await stage.Letters().SingleAsync(which);
    }

    public static Task<LetterRow> LetterAsync(this DurableStage stage, Guid id) => stage.LetterAsync(x => x.Id == id);

    /// <summary>The workers are cured: whatever comes, they do it.</summary>
    public static void Cure(this DurableStage stage)
    {
        stage.Failing = _ => null;
        stage.Answering = Answers.EndStepAsync;
    }

    /// <summary>Asks for something to be done to letters.</summary>
    public static Task<OperationRow> AskAsync(
        this DurableStage stage, string kind, LetterFilter filter, byte[]? newBody = null)
    {
        var request = new OperationRequest
        {
            Kind = kind,
            Who = "ana",
            Why = "the disk was cleaned",
            Filter = filter,
            NewBody = newBody,
        };
        var now = TimeProvider.System.GetUtcNow();
        return request.AskAsync(stage.NewDb(), now, TimeProvider.System, default);
    }

    public static Task<OperationRow> ReplayAsync(this DurableStage stage, params Guid[] letters) =>
        stage.AskAsync(OperationKind.Replay, new LetterFilter { Ids = letters });

    /// <summary>Waits for the end of an operation.</summary>
    public static async Task<OperationRow> EndAsync(this DurableStage stage, OperationRow operation)
    {
        var now = operation;
        await Eventually.TrueAsync(
            async () =>
            {
                now = await stage.NewDb().Operations.SingleAsync(x => x.Id == operation.Id);
                return now.State != OperationState.Running;
            },
            () => $"it does not end: {now.Outcome}");
        return now;
    }

    public static Task<List<OperationItemRow>> ItemsAsync(this DurableStage stage, OperationRow operation) =>
        stage.NewDb().OperationItems
            .Where(x => x.OperationId == operation.Id)
            .OrderBy(x => x.Ordinal)
            .ToListAsync();

    /// <summary>Jobs whose calculations died of the same long ago, with their letters.</summary>
    public static Task AddDeadAsync(this DurableStage stage, int jobs) =>
        stage.NewDb().Database.ExecuteSqlAsync(
            $$"""
            WITH job AS (
                INSERT INTO jobs.risk_job (job_id, current_state, attempt, failed_step, request, request_hash,
                    hazard_calculation_id, risk_model_id, import_id, progress_done, progress_total, warnings,
                    started_at, state_since, updated_at)
                SELECT gen_random_uuid(), 'NeedsAttention', 1, 'Calculating', '{}', '',
                    gen_random_uuid(), '', gen_random_uuid(), 0, 0, '{}', now(), now(), now()
                FROM generate_series(1, {{jobs}})
                RETURNING job_id)
            INSERT INTO jobs.letter (id, taken_at, queue, source_queue, message_id, message_type, job_id, attempt,
                holds_job, code, exception_type, reason, place, fingerprint, headers, properties, content_type, body,
                body_bytes, state, state_since, replays, delivery_key)
            SELECT gen_random_uuid(), now(), 'run-risk-calc_error', 'run-risk-calc', id, 'RunRiskCalc', job_id, 1,
                true, 'FAULT', 'System.IO.IOException', 'the disk is full', 'Workers.Old.Step', 'before', '{}',
                jsonb_build_object('messageId', id::text, 'contentType', 'application/vnd.masstransit+json'),
                'application/vnd.masstransit+json',
                convert_to(jsonb_build_object(
                    'messageId', id, 'messageType', jsonb_build_array('urn:message:Workers.Contracts:RunRiskCalc'),
                    'message', jsonb_build_object('jobId', job_id, 'attempt', 1, 'importId', id))::text, 'UTF8'),
                0, 'open', now(), 0, id::text
            FROM (SELECT job_id, gen_random_uuid() AS id FROM job) AS dead
            """);

    /// <summary>The first item of an operation as a coordinator left it that was killed there.</summary>
    public static async Task LeaveAtAsync(this DurableStage stage, OperationRow operation, string at)
    {
        if (at == ItemStage.Waiting)
            return;
        var db = stage.NewDb();
        var item = await db.OperationItems.SingleAsync(x => x.OperationId == operation.Id && x.Ordinal == 1);
        var letter = await db.Letters.SingleAsync(x => x.Id == item.LetterId);
        letter.Enter(LetterState.Replaying, "replayed", TimeProvider.System.GetUtcNow());
        letter.OperationId = operation.Id;
        item.Enter(at, null, TimeProvider.System.GetUtcNow());
        await db.SaveChangesAsync();
    }

    /// <summary>What was sent for the first item is done with.</summary>
    public static async Task AnswerFirstAsync(this DurableStage stage, OperationRow operation)
    {
        var items = await stage.ItemsAsync(operation);
        var letter = await stage.LetterAsync(items[0].LetterId);
        await stage.PublishAsync(new RiskCalcCompleted { JobId = letter.JobId!.Value, Attempt = 1 });
    }

    /// <summary>This coordinator works no operations any more.</summary>
    public static Task StopOperationsAsync(this IServiceProvider services) =>
        services.GetServices<IHostedService>().OfType<LetterOperations>().Single().StopAsync(default);

    /// <summary>One more coordinator.</summary>
    public static async Task<IAsyncDisposable> StartOtherAsync(this DurableStage stage)
    {
        var host = stage.BuildCoordinator(TimeProvider.System, SagaStage.UsualTimeouts);
        await host.StartAsync();
        return new Other(host);
    }

    private sealed class Other(IHost host) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync()
        {
            await host.StopAsync();
            host.Dispose();
        }
    }
}
