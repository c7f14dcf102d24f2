using Workers.Errors;
using Workers.OpenQuake.Text;
using Workers.Risk.Hazard;

namespace Workers.OpenQuake.Hazard;

/// <summary>Puts the files of hazard curves of a calculation together.</summary>
internal static class CurvesReader
{
    private const string InvestigationTime = "investigation_time";
    private const string RealizationPrefix = "rlz-";

    /// <summary>Column names are rounded; levels that differ by less are the same.</summary>
    private const double LevelTolerance = 1e-5;

    public static ArchivableHazard Read(
        HazardFolder folder,
        HazardMetadata metadata,
        Sites? sites,
        IReadOnlyList<Realization>? realizations)
    {
        var files = folder.Curves.Select(n => CurveFile.Read(folder.PathOf(n), n)).ToList();
        foreach (var file in files)
            metadata.TakeComment(file.Comment, file.Name);
        // Without a file of sites the engine numbers those of the first file (readinput.py).
        sites ??= SitesOf(files[0]);
        var outputs = OutputsOf(files);
        var imts = files.Select(f => f.Imt)
            .Distinct()
            .Order(StringComparer.Ordinal)
            .Select(imt => LevelsOf(imt, files, metadata))
            .ToList();
        return new ArchivableHazard
        {
            Mode = HazardModes.Classical,
            Kind = HazardKind.Curves,
            InvestigationTime = TimeOf(files, metadata),
            LogicTreeSamples = metadata.Whole("number_of_logic_tree_samples", 0) ?? 0,
            Sites = sites.Collection,
            Depths = sites.Depths,
            SiteParameters = sites.Parameters,
            Imts = imts,
            Realizations = CheckRealizations(outputs, realizations, files[0].Name),
            Outputs = outputs,
            Poes = PoesOf(outputs, imts, files, sites),
        };
    }

    /// <summary>Realizations by number, then statistics by name.</summary>
    private static List<HazardOutputName> OutputsOf(List<CurveFile> files) =>
        [.. files.Select(f => f.Kind)
            .Distinct()
            .Select(OutputOf)
            // The position of an output is part of the archive's layout: not that of a folder listing.
            .OrderBy(o => o.Realization ?? int.MaxValue)
            .ThenBy(o => o.Name, StringComparer.Ordinal)];

    private static HazardOutputName OutputOf(string kind) =>
        kind.StartsWith(RealizationPrefix, StringComparison.Ordinal)
            ? new(kind, int.Parse(kind.AsSpan(RealizationPrefix.Length)), null)
            : new(kind, null, kind);

    private static Sites SitesOf(CurveFile file)
    {
        var rows = file.Rows.Select((row, i) => new SiteRow(i, row.Lon, row.Lat, row.Depth, file.At(i))).ToList();
        return Sites.From(rows, file.Name);
    }

    private static double TimeOf(List<CurveFile> files, HazardMetadata metadata)
    {
        var first = metadata.Number(InvestigationTime, _ => true, "years");
        foreach (var file in files)
            if (file.Comment.TryGetValue(InvestigationTime, out var text)
                && NumberText.TryParse(text, out var years)
                && first is { } elsewhere
                && years != elsewhere)
                throw HazardErrors.InvestigationTimesDiffer(years, elsewhere, $"{file.Name}:1");
        return metadata.Number(InvestigationTime, v => v > 0, "years, greater than 0")
            ?? throw CurveErrors.NoInvestigationTimeOfCurves(files[0].Name);
    }

    private static ImtLevels LevelsOf(string imt, List<CurveFile> files, HazardMetadata metadata)
    {
        var first = files.First(f => f.Imt == imt);
        // hazard.json has all digits; names of columns are rounded.
        var levels = metadata.Levels.GetValueOrDefault(imt) ?? first.Levels;
        var from = levels == first.Levels ? first.Name : "hazard.json";
        foreach (var file in files.Where(f => f.Imt == imt))
            if (!AreSame(file.Levels, levels))
                throw CurveErrors.LevelsDiffer(imt, from, file.Name);
        for (var i = 1; i < levels.Length; i++)
            if (levels[i] <= levels[i - 1])
                throw CurveErrors.LevelsNotIncreasing(levels[i], levels[i - 1], $"hazard.json {imt}");
        return new(imt, levels);
    }

    private static bool AreSame(double[] rounded, double[] levels)
    {
        if (rounded.Length != levels.Length)
            return false;
        for (var i = 0; i < levels.Length; i++)
            // Relative, because levels reach from 1e-4 g to 100 cm/s.
            if (Math.Abs(rounded[i] - levels[i]) > LevelTolerance * Math.Abs(levels[i]))
                return false;
        return true;
    }

    private static CurveFile Find(string kind, string imt, List<CurveFile> files)
    {
        var found = files.Where(f => f.Kind == kind && f.Imt == imt).ToList();
        return found.Count switch
        {
            1 => found[0],
            0 => throw CurveErrors.NoCurves(kind, imt),
            _ => throw HazardErrors.SeveralFiles(
                $"the curves {kind} for {imt}",
                [.. found.Select(f => f.Name)]),
        };
    }

    private static Dictionary<(double Lon, double Lat), int> IndexOf(SiteCollection sites)
    {
        var index = new Dictionary<(double Lon, double Lat), int>();
        for (var i = 0; i < sites.Count; i++)
            // Files of curves name places, not ids: two sites at one place could not be told apart.
            if (!index.TryAdd((sites.Lons[i], sites.Lats[i]), i))
                throw CurveErrors.TwoSitesOfCurves(sites.Lons[i], sites.Lats[i]);
        return index;
    }

    /// <summary><c>[output][imt]</c>: sites × levels.</summary>
    private static double[][][] PoesOf(
        List<HazardOutputName> outputs,
        List<ImtLevels> imts,
        List<CurveFile> files,
        Sites sites)
    {
        var index = IndexOf(sites.Collection);
        var poes = new double[outputs.Count][][];
        for (var output = 0; output < outputs.Count; output++)
        {
            poes[output] = new double[imts.Count][];
            for (var imt = 0; imt < imts.Count; imt++)
            {
                var file = Find(outputs[output].Name, imts[imt].Imt, files);
                poes[output][imt] = InOrderOfSites(file, imts[imt].Levels.Length, sites.Collection, index);
            }
        }
        return poes;
    }

    private static double[] InOrderOfSites(
        CurveFile file,
        int levels,
        SiteCollection sites,
        Dictionary<(double Lon, double Lat), int> index)
    {
        var poes = new double[sites.Count * levels];
        var isSeen = new bool[sites.Count];
        for (var row = 0; row < file.Rows.Count; row++)
        {
            var (lon, lat) = (file.Rows[row].Lon, file.Rows[row].Lat);
            if (!index.TryGetValue((lon, lat), out var site))
                throw CurveErrors.NoSiteOfCurve(lon, lat, file.At(row));
            if (isSeen[site])
                throw CurveErrors.TwoCurvesOfSite(lon, lat, file.At(row));
            isSeen[site] = true;
            for (var level = 0; level < levels; level++)
                poes[site * levels + level] = file.Poes[row * levels + level];
        }
        // A site without a curve would lose its assets later, far from the cause.
        var missing = Array.IndexOf(isSeen, false);
        return missing < 0 ? poes : throw CurveErrors.NoCurveOfSite(sites.Ids[missing], file.Name);
    }

    /// <summary>
    /// The weights must be known if there is more than one realization; a lone realization or statistic has weight 1.
    /// </summary>
    private static IReadOnlyList<Realization> CheckRealizations(
        List<HazardOutputName> outputs,
        IReadOnlyList<Realization>? stated,
        string file)
    {
        List<int> ordinals = [.. outputs.Where(o => o.Realization is not null).Select(o => o.Realization!.Value)];
        if (stated is null)
            // A lone realization needs no weight; of several a guess would change every mean.
            return ordinals.Count == 0 || ordinals is [0]
                ? [new(0, 1)]
                : throw HazardErrors.NoWeights(ordinals.Count, file);
        foreach (var ordinal in ordinals)
            if (ordinal >= stated.Count)
                throw HazardErrors.NoWeightOf(ordinal, stated.Count, file);
        return stated;
    }
}
