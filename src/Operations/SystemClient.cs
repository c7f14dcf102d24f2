using Microsoft.Extensions.DependencyInjection;
using Workers.Operations.Archive;
using Workers.Operations.DeadLetters;
using Workers.Operations.Jobs;
using Workers.Operations.Results;
using Workers.Operations.Why;
using Workers.Storage;

namespace Workers.Operations;

/// <summary>The operations on a system, for callers without a host of their own.</summary>
public sealed class SystemClient(Connections connections) : IAsyncDisposable
{
    // No engine database: what is in it is temporary, and nobody else's business.
    private readonly ServiceProvider _services = new ServiceCollection()
        .AddIcebox(connections.Icebox)
        .AddJobs(connections.Jobs)
        .AddOperations()
        .AddSingleton(connections)
        .AddSingleton<Explanations>()
        .BuildServiceProvider();

    /// <summary>Hazard calculations of the icebox.</summary>
    public HazardOperations Hazard => _services.GetRequiredService<HazardOperations>();

    /// <summary>Risk models of the icebox.</summary>
    public ModelOperations Models => _services.GetRequiredService<ModelOperations>();

    /// <summary>Results in the icebox.</summary>
    public ResultOperations Results => _services.GetRequiredService<ResultOperations>();

    /// <summary>Jobs.</summary>
    public JobOperations Jobs => _services.GetRequiredService<JobOperations>();

    /// <summary>Dead letters.</summary>
    public LetterOperations Letters => _services.GetRequiredService<LetterOperations>();

    /// <summary>Operations on dead letters, and the audit.</summary>
    public OperationLog OperationLog => _services.GetRequiredService<OperationLog>();

    /// <summary>What the job or operation waits for that people name by its beginning.</summary>
    /// <exception cref="Errors.InputException">RequestInvalid, UnknownJob, AmbiguousId.</exception>
    public async Task<Explanation> WhyAsync(string id, CancellationToken cancel)
    {
        var explanations = _services.GetRequiredService<Explanations>();
        if (!ShortIds.IsLatest(id) && await OperationLog.FindAsync(id, cancel) is { } operation)
            return await explanations.OfOperationAsync(operation, cancel);
        return await explanations.OfJobAsync(await Jobs.ResolveAsync(id, cancel), cancel);
    }

    /// <summary>Jobs like others.</summary>
    public Reruns Reruns => _services.GetRequiredService<Reruns>();

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _services.DisposeAsync();
}
