using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Workers.Storage.Spatial;

namespace Workers.Storage.Transfer;

/// <summary>What to import.</summary>
/// <param name="HazardCalculationId">Hazard calculation in the icebox.</param>
/// <param name="HazardOutputs">Names of outputs; null or empty: all realizations, or the lone statistic.</param>
/// <param name="RiskModelId">Risk model in the icebox; it says which IMTs, and how far from assets.</param>
/// <param name="Area">Area of interest; null: where the model has assets.</param>
public sealed record HazardImportRequest(
    Guid HazardCalculationId, IReadOnlyList<string>? HazardOutputs, string RiskModelId, AreaOfInterest? Area);

/// <summary>What an import holds.</summary>
/// <param name="Reused">True if a complete import of the same content was there already.</param>
/// <param name="BytesCopied">Bytes on the wire this time; less than <paramref name="Bytes"/> if parts were there.</param>
public sealed record HazardImportResult(Guid ImportId, bool Reused, int Sites, long Values, long Bytes, long BytesCopied);

/// <summary>How far a transfer is.</summary>
public readonly record struct TransferProgress(long RowsDone, long RowsTotal, long BytesCopied);

/// <summary>Copies hazard, clipped to an area, from the icebox to the engine database, without parsing it.</summary>
public sealed class HazardImport(
    [FromKeyedServices(Database.Icebox)] NpgsqlDataSource icebox, [FromKeyedServices(Database.Engine)] NpgsqlDataSource engine)
{
    /// <summary>
    /// Brings everything over and verifies it, part by part; parts that an interrupted import finished are skipped. A complete import of
    /// the same content is found in milliseconds. Otherwise the import is invisible until <see cref="Engine.JobRuns.ImportedAsync"/>.
    /// Files of the risk model come along.
    /// </summary>
    /// <exception cref="Risk.Input.InputException">
    /// UnknownHazard, UnknownRiskModel, UnknownHazardOutput, HazardKindUnusable, ImtMissing, NoSiteInArea.
    /// </exception>
    public Task<HazardImportResult> RunAsync(
        HazardImportRequest request, IProgress<TransferProgress>? progress = null, CancellationToken ct = default) => throw new NotImplementedException();
}
