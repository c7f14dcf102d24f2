using System.Security.Cryptography;
using System.Text.Json;
using Workers.Errors;
using Workers.Risk.Hazard;
using Workers.Risk.Modes;
using Workers.Storage.Databases.Icebox;
using Workers.Storage.Hazard;
using Workers.Storage.Spatial;

namespace Workers.Storage.Import;

/// <summary>
/// Which outputs and IMTs of which hazard a request means, and the key by which the same selection is imported once.
/// </summary>
/// <param name="ValuesPerSite">Floats of all outputs, IMTs, and levels or events.</param>
internal sealed record ImportPlan(
    HazardCalculationRow Hazard,
    RiskModelRow Model,
    AreaOfInterest? Area,
    short[] Outputs,
    short[] Imts,
    long ValuesPerSite,
    string ContentKey)
{
    public long BytesPerSite => ValuesPerSite * (Hazard.Kind == HazardKind.Curves ? sizeof(double) : sizeof(float));

    /// <summary>Rows of values that each site has.</summary>
    public int RowsPerSite =>
        Outputs.Length * Imts.Length * (Hazard.Kind == HazardKind.Curves ? 1 : Payload.Chunks(Hazard.Events));

    /// <exception cref="InputException">UnknownHazardOutput, HazardKindUnusable, ImtMissing.</exception>
    public static ImportPlan Resolve(HazardDescription hazard, RiskModelRow model, HazardImportRequest request)
    {
        RiskModes.Named(model.Mode).RequireHazard(
            hazard.Calculation.Kind,
            hazard.Calculation.InvestigationTime,
            $"hazard calculation {hazard.Calculation.Id}");
        var outputs = ChooseOutputs(hazard, request.HazardOutputs);
        var imts = ChooseImts(hazard, model.Imts);
        // Names and order of the fields are part of the key: another spelling would import everything once more.
        var content = JsonSerializer.SerializeToUtf8Bytes(new
        {
            hazard.Calculation.ContentHash,
            Outputs = outputs,
            Imts = imts,
            Area = request.Area?.ToGeoJson() ?? model.LocationsHash,
            model.AssetHazardDistance,
        });
        var values = outputs.Length * (hazard.Calculation.Kind == HazardKind.Curves
            ? imts.Sum(i => (long)hazard.Imts[i].Levels.Length)
            : (long)imts.Length * hazard.Calculation.Events);
        return new ImportPlan(
            hazard.Calculation,
            model,
            request.Area,
            outputs,
            imts,
            values,
            Convert.ToHexStringLower(SHA256.HashData(content)));
    }

    private static short[] ChooseOutputs(HazardDescription hazard, IReadOnlyList<string>? names)
    {
        var all = hazard.Outputs;
        var where = $"hazard calculation {hazard.Calculation.Id}";
        if (names is null or [])
        {
            if (all.Any(o => o.Realization is not null))
                return Positions(all, o => o.Realization is not null);
            return all.Count == 1
                ? [0]
                : throw RequestErrors.SeveralStatistics(all.Select(o => o.Name), where);
        }
        var unknown = names.FirstOrDefault(name => all.All(o => o.Name != name));
        if (unknown is not null)
            throw RequestErrors.UnknownOutput(unknown, all.Select(o => o.Name), where);
        var chosen = Positions(all, o => names.Contains(o.Name));
        return chosen.Length == 1 || Array.TrueForAll(chosen, i => all[i].Realization is not null)
            ? chosen
            : throw RequestErrors.StatisticsAmongRealizations(where);
    }

    /// <summary>By canonical names: risk models may say SA(1) where the hazard says SA(1.0).</summary>
    private static short[] ChooseImts(HazardDescription hazard, string[] needed)
    {
        var names = needed.Select(Imt.Canonical).ToHashSet(StringComparer.Ordinal);
        var missing = names
            .Except(hazard.Imts.Select(i => Imt.Canonical(i.Imt)))
            .Order(StringComparer.Ordinal)
            .ToList();
        if (missing.Count > 0)
        {
            throw FitErrors.ImtMissing(
                missing,
                hazard.Imts.Select(i => i.Imt),
                $"hazard calculation {hazard.Calculation.Id}");
        }
        return Positions(hazard.Imts, i => names.Contains(Imt.Canonical(i.Imt)));
    }

    private static short[] Positions<T>(IReadOnlyList<T> items, Func<T, bool> wanted) =>
        [.. Enumerable.Range(0, items.Count).Where(i => wanted(items[i])).Select(i => (short)i)];
}
