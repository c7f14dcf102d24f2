using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Workers.Errors;
using Workers.Storage.Databases;
using Workers.Storage.Hazard;
using Workers.Storage.RiskModels;
using Workers.Storage.Copy;
using Workers.Storage.Runs;
using Workers.Storage.Spatial;

namespace Workers.Storage.Import;

/// <summary>What to import.</summary>
/// <param name="HazardCalculationId">Hazard calculation in the icebox.</param>
/// <param name="HazardOutputs">Names of outputs; null or empty: all realizations, or the lone statistic.</param>
/// <param name="RiskModelId">Risk model in the icebox; it says which IMTs, and how far from assets.</param>
/// <param name="Area">Area of interest; null: where the model has assets.</param>
/// <param name="Limits">What the owner may ask for; null: anything.</param>
public sealed record HazardImportRequest(
    Guid HazardCalculationId,
    IReadOnlyList<string>? HazardOutputs,
    string RiskModelId,
    AreaOfInterest? Area,
    ImportLimits? Limits = null);

/// <summary>How large a job may be.</summary>
/// <param name="Assets">Assets of its risk model.</param>
/// <param name="Values">GMVs or PoEs that it needs.</param>
public sealed record ImportLimits(Limit Assets, Limit Values);

/// <summary>What an import holds.</summary>
/// <param name="Reused">True if a complete import of the same content was there already.</param>
/// <param name="BytesCopied">
/// Bytes on the wire this time; less than <paramref name="Bytes"/> if parts were there.
/// </param>
public sealed record HazardImportResult(
    Guid ImportId,
    bool Reused,
    int Sites,
    long Values,
    long Bytes,
    long BytesCopied);

/// <summary>Copies hazard, clipped to an area, from the icebox to the engine database, without parsing it.</summary>
public sealed class HazardImporter(
    [FromKeyedServices(Database.Icebox)] NpgsqlDataSource icebox,
    [FromKeyedServices(Database.Engine)] NpgsqlDataSource engine)
{
    /// <summary>
    /// Payload bytes that are copied in one transaction: what an interrupted import has to do again at most.
    /// </summary>
    public long BytesPerPart { get; init; } = 32 << 20;

    /// <summary>Most parts that are copied at once, each with a connection to either side.</summary>
    public int Streams { get; init; } = 2;

    /// <summary>Bytes that the engine database may come to; null: any.</summary>
    public Limit? MaxBytes { get; init; }

    /// <summary>How long an import stays at least, from its last use.</summary>
    public TimeSpan Lease { get; init; } = TimeSpan.FromDays(1);

    /// <summary>
    /// Brings everything over and verifies it, part by part; parts that an interrupted import finished are skipped. A
    /// complete import of the same content is found in milliseconds. Otherwise the import is invisible until
    /// <see cref="JobRuns.ImportedAsync"/>. Files of the risk model come along.
    /// </summary>
    /// <param name="progress">Payload bytes done of bytes to do.</param>
    /// <exception cref="InputException">
    /// UnknownHazard, UnknownRiskModel, UnknownHazardOutput, HazardKindUnusable, ImtMissing, NoSiteInArea, TooLarge:
    /// nothing was copied.
    /// </exception>
    /// <exception cref="EngineFullException">It must wait until others have gone; nothing was copied.</exception>
    /// <exception cref="InvalidDataException">What came over is not what the icebox has.</exception>
    public async Task<HazardImportResult> RunAsync(
        HazardImportRequest request,
        IProgress<TransferProgress>? progress = null,
        CancellationToken cancel = default)
    {
        var hazard = new HazardArchive(icebox).GetAsync(request.HazardCalculationId, cancel);
        var model = await new RiskModelArchive(icebox).GetAsync(request.RiskModelId, cancel);
        var plan = ImportPlan.Resolve(await hazard, model, request);
        request.Limits?.Assets.Check(model.Assets, "assets", $"risk model {model.Id}", "a smaller exposure model");

        await using var to = await ImportCopy.OpenTargetAsync(engine, cancel);
        await using var from = await icebox.OpenConnectionAsync(cancel);
        var ledger = new ImportLedger(to, plan.ContentKey);
        // It prolongs the lease by finding it: the import cannot expire between here and the job's use of it.
        if (await ledger.FindCompleteAsync(Lease, cancel) is { } complete)
        {
            Check(complete.Values, request);
            await RiskModelCopy.RunAsync(from, to, model.Id, cancel);
            return complete;
        }
        var sites = await SelectSitesAsync(from, plan, cancel);
        // Before the import begins: what is too large must not take room, nor push out what others need.
        Check(sites.Count * plan.ValuesPerSite, request);
        var import = await BeginAsync(from, to, plan, sites.Count, ledger, cancel);
        await RiskModelCopy.RunAsync(from, to, model.Id, cancel);
        var copy = new ImportCopy(icebox, engine, plan, import, sites);
        var copied = await copy.RunAsync(from, to, Streams, progress, cancel);
        var (values, bytes) = await ledger.VerifyAsync(import, cancel);
        return new HazardImportResult(import.Id, false, sites.Count, values, bytes, copied);
    }

    private static void Check(long values, HazardImportRequest request) => request.Limits?.Values.Check(
        values,
        "hazard values",
        $"hazard calculation {request.HazardCalculationId}",
        "a smaller area, fewer outputs, or hazard of fewer events");

    private Task<ImportInProgress> BeginAsync(
        NpgsqlConnection from,
        NpgsqlConnection to,
        ImportPlan plan,
        int sites,
        ImportLedger ledger,
        CancellationToken cancel)
    {
        if (MaxBytes is not { } most)
            return OpenAsync();
        return new EngineCapacity(from, to, most).BeginAsync(plan, sites, OpenAsync, cancel);

        Task<ImportInProgress> OpenAsync() => ledger.OpenAsync(plan, sites, BytesPerPart, Streams, Lease, cancel);
    }

    private static async Task<List<int>> SelectSitesAsync(
        NpgsqlConnection from,
        ImportPlan plan,
        CancellationToken cancel)
    {
        var distance = plan.Model.AssetHazardDistance;
        var sites = plan.Area is { } area
            ? await SiteSelection.InAreaAsync(from, plan.Hazard.Id, area.Geometry, distance, cancel)
            : await SiteSelection.NearModelAsync(
                from,
                plan.Hazard.Id,
                plan.Hazard.Sites,
                plan.Model.Id,
                distance,
                cancel);
        if (sites.Count > 0)
            return sites;
        var far = await FarAssets.ListAsync(from, plan.Hazard.Id, plan.Model.Id, plan.Area?.Geometry, cancel);
        throw FitErrors.NoSiteInArea(
            distance,
            plan.Area is null ? "assets" : "area",
            $"hazard calculation {plan.Hazard.Id}, risk model {plan.Model.Id}: "
            + (far ?? "there are no assets in the area either"));
    }
}
