using System.Collections.Concurrent;
using Spectre.Console;
using Workers.Contracts;
using Workers.Errors;
using Workers.Faults.Checks;
using Workers.Faults.Histories;
using Workers.Faults.Installation;
using Workers.Faults.Kinds;
using Workers.Faults.Load;
using Workers.Kit;
using Workers.Operations;

namespace Workers.Faults;

/// <summary>
/// Real processes under load and faults; then everything is made whole, comes to rest, and what was promised is looked
/// for.
/// </summary>
public sealed class FaultRun(Checkout checkout, FaultOptions options)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(6);
    private readonly ConcurrentDictionary<string, int> _injected = new();
    private readonly ConcurrentBag<double> _healed = [];
    private int _notInjected;

    /// <summary>Everything that happened, as lines of JSON.</summary>
    public string HistoryFile => Path.Combine(checkout.Local, "faults", $"history-{options.Seed}.jsonl");

    /// <summary>Runs it.</summary>
    public async Task<FaultOutcome> RunAsync(CancellationToken cancel)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(HistoryFile)!);
        await using var system = await FaultySystem.StartAsync(checkout, options.Cluster, cancel);
        await using var client = new SystemClient(system.Direct);
        var cases = await UndisturbedAsync(client, cancel);
        using var history = new History(HistoryFile, TimeProvider.System);
        var load = new JobLoad(system, system.Door, cases, history, new Random(options.Seed));
        await DisturbAsync(system, load, history, cancel);
        await ProgressLine.RunAsync("everything is made whole", () => HealAsync(system, cancel));
        await RestAsync(load, cancel);
        var triedAgain = await TryAgainAsync(client, load, history, cancel);
        await RestAsync(load, cancel);
        return await LookAsync(system, client, load, history, triedAgain, cancel);
    }

    private static async Task HealAsync(FaultySystem system, CancellationToken cancel)
    {
        await system.StartServersAsync(cancel);
        await MessageFaults.RemoveUndeliverableAsync(system, cancel);
        await system.Copies.StopAsync(cancel);
        await system.HealthyAsync(cancel);
    }

    /// <summary>What each case gives when nothing disturbs it.</summary>
    private async Task<IReadOnlyList<LoadCase>> UndisturbedAsync(SystemClient client, CancellationToken cancel)
    {
        var cases = await LoadCases.ArchiveAsync(client, Path.Combine(checkout.Local, "faults", "input"), cancel);
        var known = new List<LoadCase>();
        foreach (var one in cases)
        {
            var request = one.Request with { JobId = Guid.NewGuid() };
            await client.Jobs.SubmitAsync(request, cancel);
            await client.Jobs.FollowAsync(request.JobId, null, cancel);
            known.Add(one with { Undisturbed = await ResultHash.OfAsync(client, request.JobId, cancel) });
        }
        return known;
    }

    private async Task DisturbAsync(FaultySystem system, JobLoad load, History history, CancellationToken cancel)
    {
        using var time = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        time.CancelAfter(options.Time);
        var lanes = Enum.GetValues<FaultLane>()
            .Select(lane => RunLaneAsync(lane, system, history, time.Token, cancel))
            .ToList();
        var asking = load.RunAsync(options.Jobs, time.Token);
        var telling = TellAsync(load, history, time.Token);
        await asking;
        // When all jobs are asked for, faults go on until they rest.
        await load.UntilAllRestAsync(time.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await time.CancelAsync();
        await Task.WhenAll([.. lanes, telling]);
        cancel.ThrowIfCancellationRequested();
    }

    private async Task RunLaneAsync(
        FaultLane lane,
        FaultySystem system,
        History history,
        CancellationToken time,
        CancellationToken cancel)
    {
        var random = new Random(HashCode.Combine(options.Seed, (int)lane));
        var kinds = FaultKinds.Of(options.Cluster).Where(kind => kind.Lane == lane && IsChosen(kind)).ToList();
        while (kinds.Count > 0 && !time.IsCancellationRequested)
        {
            var kind = FaultKinds.Draw(kinds, random);
            try
            {
                history.Note("fault", kind.Name);
                // What has begun is taken to its end: a server that was killed is there again.
                await kind.InjectAsync(system, random, cancel);
                _injected.AddOrUpdate(kind.Name, 1, (_, count) => count + 1);
                _healed.Add(history.Note("healed", kind.Name).Seconds);
            }
            catch (Exception e) when (e is not OutOfMemoryException && !cancel.IsCancellationRequested)
            {
                // Another fault is in its way, such as the database that it needs.
                Interlocked.Increment(ref _notInjected);
                history.Note("not injected", $"{kind.Name}: {e.Message}");
            }
            await Task.Delay(Pauses.Draw(random, 0.2, 2), time).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private bool IsChosen(FaultKind kind) =>
        options.Only is not { } part || kind.Name.Contains(part, StringComparison.OrdinalIgnoreCase);

    private async Task TellAsync(JobLoad load, History history, CancellationToken time)
    {
        using var often = new PeriodicTimer(TimeSpan.FromSeconds(20));
        try
        {
            while (await often.WaitForNextTickAsync(time))
            {
                var faults = _injected.Values.Sum();
                News.Console.MarkupLineInterpolated(
                    $"[grey]{history.Now:0} s: {faults} faults, {load.Rested} of {load.Jobs.Count} jobs rest[/]");
            }
        }
        catch (OperationCanceledException) when (time.IsCancellationRequested)
        {
            // Enough.
        }
    }

    /// <summary>What does not rest in time is found by the checks.</summary>
    private static async Task RestAsync(JobLoad load, CancellationToken cancel)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        limit.CancelAfter(Patience);
        await load.UntilAllRestAsync(limit.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        cancel.ThrowIfCancellationRequested();
    }

    /// <summary>As ops do with jobs that need attention.</summary>
    private static async Task<int> TryAgainAsync(
        SystemClient client,
        JobLoad load,
        History history,
        CancellationToken cancel)
    {
        var stuck = load.Jobs.Where(job => job.State == JobState.NeedsAttention).ToList();
        foreach (var job in stuck)
        {
            try
            {
                history.Note("action", "retry", job.Id);
                await client.Jobs.RetryAsync(job.Id, "faults", cancel);
            }
            catch (InputException)
            {
                // It went on by itself meanwhile.
            }
            load.Reopen(job.Id);
        }
        return stuck.Count;
    }

    private async Task<FaultOutcome> LookAsync(
        FaultySystem system,
        SystemClient client,
        JobLoad load,
        History history,
        int triedAgain,
        CancellationToken cancel)
    {
        var jobs = new JobChecks(client, StateDiagram.Read(checkout));
        var ofJobs = await jobs.CheckAsync(load.Jobs, cancel);
        var atRest = await RestChecks.CheckAsync(system, cancel);
        var ends = load.Jobs.Where(job => job.State is not null).Select(job => job.RestedAt).Order().ToList();
        return new FaultOutcome
        {
            Seed = options.Seed,
            Seconds = history.Now,
            Faults = _injected.ToDictionary(),
            NotInjected = _notInjected,
            Jobs = load.Jobs.GroupBy(job => job.State ?? "under way").ToDictionary(g => g.Key, g => g.Count()),
            TriedAgain = triedAgain,
            SetAside = await RestChecks.SetAsideAsync(system, cancel),
            Recoveries = [.. _healed.Select(at => ends.Find(end => end >= at) - at).Where(seconds => seconds >= 0)],
            Violations = [.. ofJobs, .. atRest],
        };
    }
}
