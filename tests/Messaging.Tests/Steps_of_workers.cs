using MassTransit;
using Workers.Contracts;
using Workers.Errors;
using Workers.Messaging.Topology;
using Workers.Storage.Databases.Engine;

namespace Workers.Messaging.Tests;

public sealed class Steps_of_workers
{
    private static RunRiskCalc Command(int attempt = 1, Guid? job = null) =>
        new() { JobId = job ?? Guid.NewGuid(), Attempt = attempt, ImportId = Guid.NewGuid() };

    [SkippableFact]
    public async Task A_step_publishes_its_completion_and_leaves_an_empty_outbox()
    {
        await using var worker = await Worker.StartAsync();
        var command = Command();
        await worker.RunAsync(command);

        Assert.Equal(command.JobId, (await worker.Heard.OneAsync<RiskCalcCompleted>()).JobId);
        await worker.RowsAsync("messaging.outbox", 0, "outbox not emptied");
        Assert.Equal(1, await worker.CountAsync("messaging.inbox"));
    }

    [SkippableFact]
    public async Task Concurrent_duplicates_complete_once()
    {
        await using var worker = await Worker.StartAsync(processes: 2);
        var started = new SemaphoreSlim(0);
        var go = new TaskCompletionSource();
        worker.Script.Work = (_, _) =>
        {
            started.Release();
            return go.Task;
        };
        var command = Command();
        var id = NewId.NextGuid();
        for (var i = 0; i < 4; i++)
            await worker.RunAsync(command, id);
        await started.WaitAsync();
        await started.WaitAsync();                       // two of them are in the bulk work at the same time
        go.SetResult();

        await worker.Heard.OneAsync<RiskCalcCompleted>();
        await worker.RunAsync(Command(job: Guid.Empty));   // a marker that comes after them
        await worker.Heard.OneAsync<RiskCalcCompleted>(x => x.JobId == Guid.Empty);
        await worker.RowsAsync("messaging.outbox", 0, "outbox not emptied");
        Assert.Single(worker.Heard.All<RiskCalcCompleted>(), x => x.JobId == command.JobId);
        Assert.Equal(2, await worker.CountAsync("messaging.inbox"));
    }

    [SkippableFact]
    public async Task Wrong_input_rejects_the_job_and_undoes_what_the_completion_did()
    {
        await using var worker = await Worker.StartAsync();
        worker.Script.Complete = async (transaction, step) =>
        {
            transaction.Db.JobRuns.Add(new JobRunRow { JobId = step.Job.JobId, Attempt = 1, RiskModelId = "m" });
            await transaction.Db.SaveChangesAsync();
            await transaction.PublishAsync(new RiskCalcCompleted { JobId = step.Job.JobId });
            throw FitErrors.ImtMissing(["SA(0.3)"], ["PGA"], "taxonomy RC");
        };
        await worker.RunAsync(Command());

        var rejected = await worker.Heard.OneAsync<StepRejected>();
        Assert.Equal(
            new JobError
            {
                Code = "W5002",
                What = "The hazard has no SA(0.3), which the risk functions need.",
                Where = "taxonomy RC",
                Expected = "hazard with it; there is PGA",
            },
            rejected.Error);
        Assert.Equal(Queues.RunRiskCalc, rejected.Step);
        Assert.Equal(0, await worker.CountAsync("engine.job_run"));
        Assert.Empty(worker.Heard.All<RiskCalcCompleted>());
        Assert.Equal(1, worker.Script.Runs);
    }

    [SkippableFact]
    public async Task Other_faults_are_tried_again_and_then_told_with_a_dead_letter()
    {
        await using var worker = await Worker.StartAsync();
        var failures = 0;
        var doomed = Command();
        worker.Script.Work = (step, _) =>
        {
            if (step.Job.JobId == doomed.JobId || failures++ == 0)
                throw new InvalidOperationException("disk full");
            return Task.CompletedTask;
        };

        var cured = Command();
        await worker.RunAsync(cured);
        Assert.Equal(cured.JobId, (await worker.Heard.OneAsync<RiskCalcCompleted>()).JobId);
        await worker.RunAsync(doomed);
        var fault = await worker.Heard.OneAsync<Fault<RunRiskCalc>>();

        Assert.Equal(doomed.JobId, fault.Message.JobId);
        Assert.Equal("disk full", fault.Exceptions[0].Message);
        await worker.DepthAsync("run-risk-calc_error", 1, "no dead letter");
        Assert.Equal(1, await worker.CountAsync("messaging.inbox"));
    }

    [SkippableFact]
    public async Task A_later_attempt_fences_an_earlier_one_that_still_works()
    {
        await using var worker = await Worker.StartAsync();
        var job = Guid.NewGuid();
        var first = new TaskCompletionSource();
        var working = new TaskCompletionSource();
        worker.Script.Work = (step, _) =>
        {
            if (step.Job.Attempt > 1)
                return Task.CompletedTask;
            working.SetResult();
            return first.Task;
        };
        await worker.RunAsync(Command(1, job));
        await working.Task;
        await worker.RunAsync(Command(2, job));
        await worker.Heard.OneAsync<RiskCalcCompleted>(x => x.Attempt == 2);
        first.SetResult();                               // wakes up, late
        await worker.RunAsync(Command(1, job));          // and once more, from a queue that forgot it
        await worker.RunAsync(Command(3, job));

        await worker.Heard.OneAsync<RiskCalcCompleted>(x => x.Attempt == 3);
        Assert.Equal([2, 3], worker.Heard.All<RiskCalcCompleted>().Select(x => x.Attempt));
    }

    [SkippableFact]
    public async Task A_cancelled_attempt_is_stopped_while_it_works()
    {
        await using var worker = await Worker.StartAsync();
        var command = Command();
        var working = new TaskCompletionSource();
        var stopped = new TaskCompletionSource();
        worker.Script.Work = async (step, cancel) =>
        {
            step.Report(3, 10);
            working.TrySetResult();
            try
            {
                await Workers.Support.Never.EndsAsync(cancel);
            }
            finally
            {
                stopped.TrySetResult();
            }
        };
        await worker.RunAsync(command);
        await working.Task;
        var sign = await worker.Heard.OneAsync<StepProgressed>();
        Assert.Equal(command.JobId, sign.JobId);
        Assert.Equal(Queues.RunRiskCalc, sign.Step);
        Assert.Equal(3, sign.Done);
        Assert.Equal(10, sign.Total);

        await worker.SendAsync(Queues.DiscardWork, new DiscardResults { JobId = command.JobId, Attempt = 1 });
        await stopped.Task.WaitAsync(TimeSpan.FromSeconds(30));

        await worker.DepthAsync(Queues.RunRiskCalc, 0, "not acknowledged");
        Assert.Equal(1, worker.Script.Discarded);
        Assert.Empty(worker.Heard.All<RiskCalcCompleted>());
        Assert.Equal(0u, await Queue.DepthAsync(worker.Broker, "run-risk-calc_error"));
    }
}
