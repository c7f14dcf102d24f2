using System.Security.Cryptography;
using System.Text.Json;
using Workers.Errors;
using Workers.Risk.Hazard;
using Workers.Risk.Modes;
using Workers.Storage.Databases.Icebox;
using Workers.Storage.Hazard;
using Workers.Storage.Spatial;

namespace Workers.Storage.Import;

/// <summary>Which outputs and IMTs of which hazard a request means, and the key by which the same selection is imported once.</summary>
/// <param name="ValuesPerSite">Floats of all outputs, IMTs, and levels or events.</param>
internal sealed record ImportPlan(HazardCalculationRow Hazard, RiskModelRow Model, AreaOfInterest? Area, short[] Outputs, short[] Imts, long ValuesPerSite, string ContentKey)
{
    public long BytesPerSite => ValuesPerSite * (Hazard.Kind == HazardKind.Curves ? sizeof(double) : sizeof(float));

    /// <summary>Rows of values that each site has.</summary>
    public int RowsPerSite => Outputs.Length * Imts.Length * (Hazard.Kind == HazardKind.Curves ? 1 : Payload.Chunks(Hazard.Events));

    /// <exception cref="InputException">UnknownHazardOutput, HazardKindUnusable, ImtMissing.</exception>
    public static ImportPlan Of(HazardDescription hazard, RiskModelRow model, HazardImportRequest request)
    {
        RiskModes.Named(model.Mode).RequireHazard(
            hazard.Calculation.Kind,
            hazard.Calculation.InvestigationTime,
            $"hazard calculation {hazard.Calculation.Id}");
        var outputs = ChooseOutputs(hazard, request.HazardOutputs);
        var imts = ChooseImts(hazard, model.Imts);
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
        return new ImportPlan(hazard.Calculation, model, request.Area, outputs, imts, values, Convert.ToHexStringLower(SHA256.HashData(content)));
    }

    private static short[] ChooseOutputs(HazardDescription hazard, IReadOnlyList<string>? names)
    {
        var all = hazard.Outputs;
        var known = $"among {string.Join(", ", all.Select(o => o.Name))}";
        var where = $"hazard calculation {hazard.Calculation.Id}";
        if (names is null or [])
        {
            if (all.Any(o => o.Realization is not null))
                return Positions(all, o => o.Realization is not null);
            return all.Count == 1 ? [0] : throw new InputException(
                ErrorCode.UnknownHazardOutput, "the hazard has several statistics and no realizations, so the request must choose", where, known);
        }
        if (names.FirstOrDefault(name => all.All(o => o.Name != name)) is { } unknown)
            throw new InputException(ErrorCode.UnknownHazardOutput, $"the hazard has no output '{unknown}'", where, known);
        var chosen = Positions(all, o => names.Contains(o.Name));
        return chosen.Length == 1 || Array.TrueForAll(chosen, i => all[i].Realization is not null) ? chosen : throw new InputException(
            ErrorCode.UnknownHazardOutput, "statistics and realizations cannot be used together", where, "realizations, or a single statistic");
    }

    /// <summary>By canonical names: risk models may say SA(1) where the hazard says SA(1.0).</summary>
    private static short[] ChooseImts(HazardDescription hazard, string[] needed)
    {
        var names = needed.Select(Imt.Canonical).ToHashSet(StringComparer.Ordinal);
        var missing = names.Except(hazard.Imts.Select(i => Imt.Canonical(i.Imt))).Order(StringComparer.Ordinal).ToList();
        if (missing.Count > 0)
            throw new InputException(ErrorCode.ImtMissing, $"the risk model needs {string.Join(", ", missing)}, which the hazard does not have",
                $"hazard calculation {hazard.Calculation.Id}", $"functions for {string.Join(", ", hazard.Imts.Select(i => i.Imt))}");
        return Positions(hazard.Imts, i => names.Contains(Imt.Canonical(i.Imt)));
    }

    private static short[] Positions<T>(IReadOnlyList<T> items, Func<T, bool> wanted) =>
        [.. Enumerable.Range(0, items.Count).Where(i => wanted(items[i])).Select(i => (short)i)];
}
