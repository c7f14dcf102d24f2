using Workers.OpenQuake.Ini;
using Workers.Risk.Hazard;
using Workers.Errors;

namespace Workers.OpenQuake.Hazard;

/// <summary>Puts the files of hazard curves of a calculation together.</summary>
internal static class CurvesReader
{
    /// <summary>Column names are rounded; levels that differ by less are the same.</summary>
    private const double LevelTolerance = 1e-5;

    public static ArchivableHazard Read(HazardFolder folder, HazardMetadata metadata, Sites? sites, IReadOnlyList<Realization>? realizations)
    {
        var files = folder.Curves.Select(n => CurveFile.Read(folder.PathOf(n), n)).ToList();
        foreach (var file in files)
            metadata.TakeComment(file.Comment, file.Name);
        sites ??= SitesOf(files[0]);
        var names = files.Select(f => f.Kind).Distinct().Select(Name).OrderBy(n => n.Realization ?? int.MaxValue).ThenBy(n => n.Name, StringComparer.Ordinal).ToList();
        var imts = files.Select(f => f.Imt).Distinct().Order(StringComparer.Ordinal).Select(imt => Levels(files, imt, metadata)).ToList();
        var index = IndexOf(sites);
        return new ArchivableHazard
        {
            Mode = HazardModes.Classical,
            Kind = HazardKind.Curves,
            InvestigationTime = Time(files, metadata),
            LogicTreeSamples = metadata.Whole("number_of_logic_tree_samples", 0) ?? 0,
            Sites = sites.Collection,
            Depths = sites.Depths,
            SiteParameters = sites.Parameters,
            Imts = imts,
            Realizations = Realizations(names, realizations, files[0].Name),
            Outputs = names,
            Poes = [.. names.Select(n => imts.Select(i => Poes(Find(files, n.Name, i.Imt), i, sites, index)).ToArray())],
        };
    }

    private static HazardOutputName Name(string kind) => kind.StartsWith("rlz-", StringComparison.Ordinal)
        ? new(kind, int.Parse(kind.AsSpan(4)), null)
        : new(kind, null, kind);

    private static Sites SitesOf(CurveFile file)
    {
        SitesCsv.Check([.. file.Places.Select((p, i) => (i, p.Lon, p.Lat, p.Depth, $"{file.Name}:{file.Lines[i]}"))], file.Name);
        return new(new([.. Enumerable.Range(0, file.Places.Count)], [.. file.Places.Select(p => p.Lon)], [.. file.Places.Select(p => p.Lat)]),
            [.. file.Places.Select(p => p.Depth)], null);
    }

    private static double Time(List<CurveFile> files, HazardMetadata metadata)
    {
        foreach (var file in files)
            if (file.Comment.TryGetValue("investigation_time", out var own) && IniValue.TryNumber(own, out var years)
                && metadata.Number("investigation_time", _ => true, "years") is { } first && years != first)
                throw new InputException(ErrorCode.HazardFileMalformed, $"The investigation time is {years:R}, elsewhere {first:R}.", $"{file.Name}:1", "one investigation time");
        return metadata.Number("investigation_time", v => v > 0, "years, greater than 0")
            ?? throw new InputException(ErrorCode.InvestigationTimeMissing, "Nothing says the investigation time of the curves.", files[0].Name,
                "investigation_time=50.0 in the # line, in hazard.json or in job.ini");
    }

    private static ImtLevels Levels(List<CurveFile> files, string imt, HazardMetadata metadata)
    {
        var first = files.First(f => f.Imt == imt);
        var levels = metadata.Levels.GetValueOrDefault(imt) ?? first.Levels;
        foreach (var file in files.Where(f => f.Imt == imt))
            if (file.Levels.Length != levels.Length || file.Levels.Zip(levels).Any(l => Math.Abs(l.First - l.Second) > LevelTolerance * Math.Abs(l.Second)))
                throw new InputException(ErrorCode.LevelsDiffer, $"The levels of {imt} differ from those in {(levels == first.Levels ? first.Name : "hazard.json")}.", file.Name, "the same levels");
        for (var i = 1; i < levels.Length; i++)
            if (levels[i] <= levels[i - 1])
                throw new InputException(ErrorCode.LevelsNotIncreasing, $"The levels of {imt} do not increase: {levels[i]:R} after {levels[i - 1]:R}.", "hazard.json", "levels that strictly increase");
        return new(imt, levels);
    }

    private static CurveFile Find(List<CurveFile> files, string kind, string imt)
    {
        var found = files.Where(f => f.Kind == kind && f.Imt == imt).ToList();
        return found.Count switch
        {
            1 => found[0],
            0 => throw new InputException(ErrorCode.HazardFileMissing, $"There are no curves {kind} for {imt}.", null, "the same intensity measure types for each realization or statistic"),
            _ => throw new InputException(ErrorCode.HazardFileMalformed, $"Several files hold the curves {kind} for {imt}.", found[1].Name, $"one; {found[0].Name} does too"),
        };
    }

    private static Dictionary<(double, double), int> IndexOf(Sites sites)
    {
        var index = new Dictionary<(double, double), int>();
        for (var i = 0; i < sites.Collection.Count; i++)
            if (!index.TryAdd((sites.Collection.Lons[i], sites.Collection.Lats[i]), i))
                throw new InputException(ErrorCode.DuplicateSite, $"Two sites lie at {sites.Collection.Lons[i]} {sites.Collection.Lats[i]}.", null, "each place once, since curves are known by place");
        return index;
    }

    /// <summary>Rows in the order of the sites.</summary>
    private static double[] Poes(CurveFile file, ImtLevels imt, Sites sites, Dictionary<(double, double), int> index)
    {
        var count = imt.Levels.Length;
        var poes = new double[sites.Collection.Count * count];
        var seen = new bool[sites.Collection.Count];
        for (var row = 0; row < file.Places.Count; row++)
        {
            var (lon, lat, _) = file.Places[row];
            if (!index.TryGetValue((lon, lat), out var site))
                throw new InputException(ErrorCode.SitesDiffer, $"There is no site at {lon} {lat}.", $"{file.Name}:{file.Lines[row]}", "the same sites in all files");
            if (seen[site])
                throw new InputException(ErrorCode.DuplicateSite, $"The site at {lon} {lat} is there twice.", $"{file.Name}:{file.Lines[row]}", "one curve a site");
            seen[site] = true;
            for (var level = 0; level < count; level++)
                poes[site * count + level] = file.Poes[row * count + level];
        }
        return Array.IndexOf(seen, false) is var missing and >= 0
            ? throw new InputException(ErrorCode.SitesDiffer, $"The site {sites.Collection.Ids[missing]} has no curve.", file.Name, "a curve for each site")
            : poes;
    }

    /// <summary>The weights must be known if there is more than one realization; a lone realization or statistic has weight 1.</summary>
    private static IReadOnlyList<Realization> Realizations(List<HazardOutputName> names, IReadOnlyList<Realization>? stated, string file)
    {
        var ordinals = names.Where(n => n.Realization is not null).Select(n => n.Realization!.Value).ToList();
        if (stated is not null)
            return ordinals.Find(o => o >= stated.Count) is var beyond and > 0
                ? throw new InputException(ErrorCode.WeightsInvalid, $"The realization {beyond} has no weight.", file, $"realizations from 0 to {stated.Count - 1}")
                : stated;
        return ordinals.Count <= 1 && ordinals.All(o => o == 0) ? [new(0, 1)]
            : throw new InputException(ErrorCode.WeightsInvalid, $"Nothing says the weights of the {ordinals.Count} realizations.", file, "realizations.csv, or weights in hazard.json");
    }
}
