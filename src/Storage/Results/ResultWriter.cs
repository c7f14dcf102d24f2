using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Workers.Risk.Results;

namespace Workers.Storage.Results;

/// <summary>Writes results into the engine database by binary COPY.</summary>
public sealed class ResultWriter([FromKeyedServices(Database.Engine)] NpgsqlDataSource engine)
{
    /// <summary>
    /// Writes the results of an attempt in one transaction; what an earlier try of the same attempt left is replaced.
    /// Nothing is visible until <see cref="Engine.JobRuns.CompleteAsync"/> is committed by the caller.
    /// </summary>
    /// <returns>Rows written.</returns>
    public Task<long> WriteAsync(RiskResults results, Guid jobId, int attempt, CancellationToken ct = default) =>
        throw new NotImplementedException();
}
