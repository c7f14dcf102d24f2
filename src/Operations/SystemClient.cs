using Microsoft.Extensions.DependencyInjection;
using Workers.Operations.Archive;
using Workers.Operations.Jobs;
using Workers.Operations.Results;
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
        .BuildServiceProvider();

    /// <summary>Hazard calculations of the icebox.</summary>
    public HazardOperations Hazard => _services.GetRequiredService<HazardOperations>();

    /// <summary>Risk models of the icebox.</summary>
    public ModelOperations Models => _services.GetRequiredService<ModelOperations>();

    /// <summary>Results in the icebox.</summary>
    public ResultOperations Results => _services.GetRequiredService<ResultOperations>();

    /// <summary>Jobs.</summary>
    public JobOperations Jobs => _services.GetRequiredService<JobOperations>();

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _services.DisposeAsync();
}
