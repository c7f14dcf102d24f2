using Workers.Contracts;
using Workers.Operations.Jobs;

namespace Workers.Operations.Tests.Jobs;

public class Wait_for_a_job
{
    private static readonly Guid Job = Guid.NewGuid();
    private readonly HastyTime _time = new();

    [Fact]
    public async Task An_answer_that_does_not_come_is_waited_for_a_minute()
    {
        var wait = new JobWait(_ => Task.FromResult<JobView?>(In(JobState.NeedsAttention)), _time);

        await Assert.ThrowsAsync<UnavailableException>(
            () => wait.ForAnswerAsync(Job, _ => false, CancellationToken.None));
        Assert.InRange(_time.Elapsed.TotalSeconds, 60, 61);
    }

    [Fact]
    public async Task A_job_that_is_not_admitted_is_waited_for_a_minute()
    {
        var wait = new JobWait(_ => Task.FromResult<JobView?>(null), _time);

        await Assert.ThrowsAsync<UnavailableException>(() => wait.UntilItRestsAsync(Job, null, CancellationToken.None));
        Assert.InRange(_time.Elapsed.TotalSeconds, 60, 61);
    }

    [Fact]
    public async Task A_job_that_nothing_is_heard_of_is_waited_for_two_hours()
    {
        var wait = new JobWait(_ => Task.FromResult<JobView?>(In(JobState.Calculating)), _time);

        await Assert.ThrowsAsync<UnavailableException>(() => wait.UntilItRestsAsync(Job, null, CancellationToken.None));
        Assert.InRange(_time.Elapsed.TotalHours, 2, 2.1);
    }

    [Fact]
    public async Task A_job_that_goes_on_is_waited_for_as_long_as_it_takes()
    {
        var wait = new JobWait(_ => Task.FromResult<JobView?>(Now()), _time);

        Assert.True((await wait.UntilItRestsAsync(Job, null, CancellationToken.None)).IsCompleted);

        JobView Now() => _time.Elapsed.TotalHours > 3 ? In(JobState.Completed) : Busy();
        JobView Busy() => In(JobState.Calculating) with
        {
            Progress = new("calculate", _time.Elapsed.Hours, 9, "blocks", null),
        };
    }

    [Fact]
    public async Task A_job_that_goes_on_is_waited_for_no_longer_than_is_said()
    {
        var wait = new JobWait(_ => Task.FromResult<JobView?>(In(JobState.Calculating)), _time);

        var late = await Assert.ThrowsAsync<UnavailableException>(() => wait.UntilItRestsAsync(
            Job,
            null,
            CancellationToken.None,
            TimeSpan.FromMinutes(5)));
        Assert.InRange(_time.Elapsed.TotalMinutes, 5, 5.1);
        Assert.Contains($"{Job}", late.Message);
    }

    private static JobView In(string state) => new()
    {
        JobId = Job,
        State = state,
        Attempt = 1,
        Description = null,
        Owner = null,
        HazardCalculationId = Guid.Empty,
        RiskModelId = "",
        Area = null,
        Sites = null,
        Values = null,
        Assets = null,
        Rows = null,
        ImportId = null,
        Progress = null,
        Error = null,
        Warnings = [],
        StartedAt = default,
        StateSince = default,
        FinishedAt = null,
        Timeline = null,
    };

    /// <summary>A clock that every wait moves on by what it was to last.</summary>
    private sealed class HastyTime : TimeProvider
    {
        public TimeSpan Elapsed { get; private set; }
        public override long TimestampFrequency => TimeSpan.TicksPerSecond;
        public override long GetTimestamp() => Elapsed.Ticks;

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            Elapsed += dueTime;
            ThreadPool.QueueUserWorkItem(_ => callback(state));
            return System.CreateTimer(_ => { }, null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        }
    }
}
