using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Workers.Risk.Hazard;

namespace Workers.Storage.Engine;

/// <summary>Reads a complete import for the calculator. Each payload is checked against its checksum.</summary>
public sealed class ImportedHazard([FromKeyedServices(Database.Engine)] NpgsqlDataSource engine)
{
    /// <summary>What the import holds.</summary>
    /// <exception cref="InvalidOperationException">There is no such import, or it is not complete.</exception>
    public Task<ImportRow> DescribeAsync(Guid importId, CancellationToken ct = default) => throw new NotImplementedException();

    /// <summary>Curves of all outputs, IMTs and sites; realizations in the order of the outputs (a lone statistic has weight 1).</summary>
    /// <exception cref="InvalidDataException">A payload does not agree with its checksum, or rows are missing.</exception>
    public Task<HazardCurves> ReadCurvesAsync(Guid importId, CancellationToken ct = default) => throw new NotImplementedException();

    /// <summary>Ground motion of all IMTs, sites and events.</summary>
    /// <exception cref="InvalidDataException">A payload does not agree with its checksum, or rows are missing.</exception>
    public Task<GroundMotionFields> ReadGroundMotionAsync(Guid importId, CancellationToken ct = default) => throw new NotImplementedException();

    /// <summary>Files of a risk model that an import brought along, by path.</summary>
    public Task<IReadOnlyDictionary<string, byte[]>> ReadRiskModelAsync(string modelId, CancellationToken ct = default) =>
        throw new NotImplementedException();
}
