using System.Collections.Concurrent;
using Npgsql;
using Workers.Contracts;
using Workers.Faults.Histories;
using Workers.Faults.Installation;

namespace Workers.Faults.Load;

/// <summary>Keeps some jobs under way, cancels a few, and notes what becomes of each.</summary>
public sealed class JobLoad(
    FaultySystem system,
    PlatformDoor door,
    IReadOnlyList<LoadCase> cases,
    History history,
    Random random)
{
    private const int UnderWay = 8;
    private const double Cancelled = 0.04, Repeated = 0.1, OwnArea = 0.3;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(150);
    private static readonly string[] Resting = [.. JobState.Resting];

    private readonly ConcurrentDictionary<Guid, AskedJob> _jobs = new();
    private int _areas;

    /// <summary>All jobs that the broker has confirmed.</summary>
    public IReadOnlyCollection<AskedJob> Jobs => [.. _jobs.Values];

    /// <summary>How many rest.</summary>
    public int Rested => _jobs.Values.Count(job => job.State is not null);

    /// <summary>Asks for jobs until told to stop, or until so many were asked for.</summary>
    public async Task RunAsync(int most, CancellationToken stop)
    {
        try
        {
            while (_jobs.Count < most)
            {
                await LookAsync(stop);
                while (_jobs.Values.Count(job => job.State is null) < UnderWay && _jobs.Count < most)
                    await AskAsync(stop);
                await Task.Delay(Pause, stop);
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // Enough.
        }
    }

    /// <summary>Waits until each job rests.</summary>
    public async Task UntilAllRestAsync(CancellationToken cancel)
    {
        while (_jobs.Values.Any(job => job.State is null))
        {
            await LookAsync(cancel);
            await Task.Delay(Pause, cancel);
        }
    }

    /// <summary>Looks again at a job that rested, because somebody acted on it.</summary>
    public void Reopen(Guid job) => _jobs[job].State = null;

    private async Task AskAsync(CancellationToken stop)
    {
        var job = new AskedJob(Guid.NewGuid(), Draw());
        var request = job.Case.Request with
        {
            JobId = job.Id,
            Area = random.NextDouble() < OwnArea ? AreaOfItsOwn() : null,
        };
        await door.RequestAsync(request, stop);
        job.AcceptedAt = history.Note("accepted", job.Case.Name, job.Id).Seconds;
        _jobs[job.Id] = job;
        if (random.NextDouble() < Repeated) await door.RequestAsync(request, stop);
        if (random.NextDouble() >= Cancelled) return;
        job.IsCancelled = true;
        history.Note("action", "cancel", job.Id);
        await door.CancelAsync(job.Id, stop);
    }

    /// <summary>Holds all assets, and is a little larger than the one before: hazard is imported anew.</summary>
    private Area AreaOfItsOwn()
    {
        var margin = ++_areas * 1e-4;
        return new Area { BoundingBox = [-170 - margin, -80, 170, 80] };
    }

    private LoadCase Draw()
    {
        var place = random.Next(cases.Sum(c => c.Weight));
        return cases.First(c => (place -= c.Weight) < 0);
    }

    private async Task LookAsync(CancellationToken cancel)
    {
        var open = _jobs.Values.Where(job => job.State is null).ToDictionary(job => job.Id);
        if (open.Count == 0) return;
        try
        {
            await using var connection = await FaultySystem.OpenAsync(system.Direct.Jobs, cancel);
            await using var command = new NpgsqlCommand(
                "SELECT job_id, current_state FROM jobs.risk_job WHERE job_id = ANY($1) AND current_state = ANY($2)",
                connection)
            {
                Parameters = { new() { Value = open.Keys.ToArray() }, new() { Value = Resting } },
            };
            await using var rows = await command.ExecuteReaderAsync(cancel);
            while (await rows.ReadAsync(cancel))
            {
                var job = open[rows.GetGuid(0)];
                job.State = rows.GetString(1);
                job.RestedAt = history.Note("rested", job.State, job.Id).Seconds;
            }
        }
        catch (NpgsqlException)
        {
            // It is away: that may be the fault of the moment. The next look tells.
        }
    }
}
