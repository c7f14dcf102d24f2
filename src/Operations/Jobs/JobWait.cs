namespace Workers.Operations.Jobs;

/// <summary>Waits for a job by looking at it again and again; every wait has a limit.</summary>
/// <param name="find">Looks at the job; null while it is not admitted.</param>
/// <param name="time">Clock.</param>
internal sealed class JobWait(Func<CancellationToken, Task<JobView?>> find, TimeProvider time)
{
    /// <summary>For a job to appear, or to do what it was told.</summary>
    public static readonly TimeSpan AnswerTimeout = TimeSpan.FromSeconds(60);

    /// <summary>For any sign of a job under way. The Coordinator gives up after an hour of silence.</summary>
    public static readonly TimeSpan QuietTimeout = TimeSpan.FromHours(2);

    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(100);

    /// <summary>Until it has done what it was told, or rests otherwise.</summary>
    /// <exception cref="UnavailableException">It did not within a minute.</exception>
    public Task<JobView> ForAnswerAsync(Guid job, Func<JobView, bool> done, CancellationToken cancel) => UntilAsync(
        done,
        seen: null,
        AnswerTimeout,
        () => new UnavailableException(
            $"job {job} has not answered within {AnswerTimeout.TotalSeconds:0} s; it will when the Coordinator runs "
            + "(workers status)"),
        cancel);

    /// <summary>Until it rests; it may not be admitted yet.</summary>
    /// <param name="seen">Called whenever it looks.</param>
    /// <exception cref="UnavailableException">
    /// It was not admitted, nothing was heard of it for hours, or it takes longer than is allowed.
    /// </exception>
    /// <param name="atMost">How long to wait in all; null: for as long as something is heard of it.</param>
    public async Task<JobView> UntilItRestsAsync(
        Guid job,
        Action<JobView>? seen,
        CancellationToken cancel,
        TimeSpan? atMost = null)
    {
        var began = time.GetTimestamp();
        var first = await UntilAsync(_ => true, See, AnswerTimeout, () => NotAdmitted(job), cancel);
        return first.IsResting
            ? first
            : await UntilAsync(now => now.IsResting, See, QuietTimeout, () => Quiet(job), cancel);

        void See(JobView now)
        {
            seen?.Invoke(now);
            if (!now.IsResting && atMost is { } limit && time.GetElapsedTime(began) > limit) throw Late(job, limit);
        }
    }

    /// <summary>The limit begins anew with every change of the job.</summary>
    private async Task<JobView> UntilAsync(
        Func<JobView, bool> done,
        Action<JobView>? seen,
        TimeSpan limit,
        Func<UnavailableException> late,
        CancellationToken cancel)
    {
        var since = time.GetTimestamp();
        object? last = null;
        while (true)
        {
            var now = await find(cancel);
            if (now is not null) seen?.Invoke(now);
            if (now is not null && done(now)) return now;
            // Whatever changes is a sign of life, and the limit begins anew.
            var sign = now is null ? null : (object)(now.State, now.Attempt, now.Progress);
            if (!Equals(sign, last)) since = time.GetTimestamp();
            last = sign;
            if (time.GetElapsedTime(since) > limit) throw late();
            await Task.Delay(PollInterval, time, cancel);
        }
    }

    private static UnavailableException NotAdmitted(Guid job) => new(
        $"job {job} was not admitted within {AnswerTimeout.TotalSeconds:0} s; is the Coordinator running "
        + "(workers status), or has its owner as many jobs under way as are allowed?");

    private static UnavailableException Late(Guid job, TimeSpan limit) => new(
        $"job {job} has not ended within {limit:g}; it goes on (workers job {job} --watch)");

    private static UnavailableException Quiet(Guid job) => new(
        $"nothing was heard of job {job} for {QuietTimeout.TotalHours:0} hours; is the Coordinator running "
        + "(workers status)?");
}
