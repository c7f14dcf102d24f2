using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Workers.Storage.Icebox;

namespace Workers.Storage.Transfer;

/// <summary>What a transfer of results brought over.</summary>
public sealed record ResultTransferred(long Rows, long Bytes);

/// <summary>Copies the results of a job from the engine database to the icebox, without parsing them.</summary>
public sealed class ResultTransfer(
    [FromKeyedServices(Database.Icebox)] NpgsqlDataSource icebox, [FromKeyedServices(Database.Engine)] NpgsqlDataSource engine)
{
    /// <summary>
    /// Copies the latest complete results of the job (of this attempt or one before) into the icebox under this attempt, with their
    /// provenance, in one transaction. Again is harmless. Nothing is visible until <see cref="CompleteAsync"/>.
    /// </summary>
    public Task<ResultTransferred> RunAsync(
        Guid jobId, int attempt, IProgress<TransferProgress>? progress = null, CancellationToken ct = default) => throw new NotImplementedException();

    /// <summary>Marks the risk calculation complete, in the caller's transaction (after the fence was checked there).</summary>
    public static Task CompleteAsync(IceboxDb db, Guid jobId, int attempt, CancellationToken ct = default) => throw new NotImplementedException();

    /// <summary>Removes what attempts up to this one have put into the icebox, in the caller's transaction.</summary>
    public static Task DiscardAsync(IceboxDb db, Guid jobId, int attempt, CancellationToken ct = default) => throw new NotImplementedException();
}
