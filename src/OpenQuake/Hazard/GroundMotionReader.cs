using Workers.Errors;
using Workers.OpenQuake.Csv;
using Workers.Risk.Hazard;
using Workers.Risk.Job;
using Workers.Risk.Modes;

namespace Workers.OpenQuake.Hazard;

/// <summary>
/// Puts ground motion fields, sites, events and realizations of a calculation together. With a hazard.json, sites may
/// have been left out on purpose, and the rows at them are passed over; without one, a row at an unknown site is an
/// error.
/// </summary>
internal static class GroundMotionReader
{
    public static ArchivableHazard Read(
        HazardFolder folder,
        HazardMetadata metadata,
        Sites? sites,
        IReadOnlyList<Realization>? realizations)
    {
        var name = HazardFolder.Only(folder.GroundMotion, "ground motion fields")!;
        var content = name.EndsWith(".hdf5", StringComparison.Ordinal)
            ? GmfHdf5.Read(folder.PathOf(name), name, metadata)
            : ReadCsv(folder, metadata, sites, name);
        var stated = CheckRealizations(content.Events, realizations, name);
        var years = YearsOf(metadata, name);
        return new ArchivableHazard
        {
            Mode = years is null ? HazardModes.Scenario : HazardModes.EventBased,
            Kind = HazardKind.GroundMotion,
            InvestigationTime = years,
            SesPerLogicTreePath = years is null ? null : SesPerPath(metadata, years.Value),
            LogicTreeSamples = metadata.Whole("number_of_logic_tree_samples", 0) ?? 0,
            Sites = content.Sites.Collection,
            Depths = content.Sites.Depths,
            SiteParameters = content.Sites.Parameters,
            Imts = [.. content.Imts.Select(i => new ImtLevels(i, []))],
            Realizations = stated,
            Outputs = [new("gmf", null, null)],
            GroundMotion = new GroundMotionFields(
                content.Sites.Collection, content.Imts, content.Events, stated, content.Gmvs),
            Warnings = WarningsOf(folder, content.Events, name),
        };
    }

    /// <summary>
    /// Without a file of events, those without ground motion are not known: an average over fewer events is greater.
    /// </summary>
    private static IReadOnlyList<string> WarningsOf(HazardFolder folder, EventSet events, string name)
    {
        var last = events.Ids[^1];
        // A warning, no error: the engine loses these events without a word.
        var hasGap = folder.Events.Count == 0 && last + 1 > events.Count;
        if (!hasGap)
            return [];
        return
        [
            $"{name} has {events.Count} events with ids from 0 to {last}: " +
            $"if there were {last + 1}, add an events.csv that names them all",
        ];
    }

    private static GroundMotionContent ReadCsv(
        HazardFolder folder,
        HazardMetadata metadata,
        Sites? sites,
        string name)
    {
        if (sites is null)
            throw HazardErrors.NoSitesFile(name);
        using var csv = new Utf8Csv(folder.PathOf(name), name, ErrorCode.HazardFileMalformed);
        metadata.TakeComment(HeaderComment.Parse(csv.Comment), name);
        var events = ReadEvents(folder, metadata, name);
        var gmvs = GmfCsv.Read(csv, sites, events, sitesMayBeLeftOut: folder.Json is not null);
        return new(sites, events, GmfCsv.ImtsOf(csv), gmvs);
    }

    /// <summary>
    /// From the events export; without one, the events are those of the ground motion file, as in the engine
    /// (base.py: <c>import_gmfs_csv</c>), which asks that their ids begin at 0.
    /// </summary>
    private static EventSet ReadEvents(HazardFolder folder, HazardMetadata metadata, string gmfs)
    {
        var file = HazardFolder.Only(folder.Events, "events");
        var events = file is null
            ? EventsOf(GmfCsv.ReadEventIds(folder.PathOf(gmfs), gmfs), gmfs)
            : EventsCsv.Read(folder.Bytes(file), file);
        // A cut file of events would raise every average.
        if (metadata.Whole("num_events", 0) is { } stated && stated != events.Count)
            throw GroundMotionErrors.OtherEventCount(events.Count, stated, folder.Json ?? gmfs);
        return events;
    }

    private static EventSet EventsOf(long[] ids, string gmfs)
    {
        if (ids.Length == 0)
            throw GroundMotionErrors.NoEventIds(gmfs);
        // The engine's demand; other ids mean that events are missing, or of another file.
        if (ids[0] != 0)
            throw GroundMotionErrors.EventIdsBeginAt(ids[0], gmfs);
        return new(ids, new int[ids.Length], null, new long[ids.Length]);
    }

    private static IReadOnlyList<Realization> CheckRealizations(
        EventSet events,
        IReadOnlyList<Realization>? stated,
        string file)
    {
        var most = events.Realizations.Max();
        if (stated is null)
            return most == 0 ? [new(0, 1)] : throw HazardErrors.NoWeights(most + 1, file);
        return most < stated.Count ? stated : throw HazardErrors.NoWeightOf(most, stated.Count, file);
    }

    /// <summary>
    /// Scenarios have no investigation time; that there is none must be said, since a lost one would make a catalogue a
    /// scenario.
    /// </summary>
    private static double? YearsOf(HazardMetadata metadata, string file)
    {
        var mode = metadata.Text("calculation_mode");
        if (mode is null ? metadata.SaysNone("investigation_time") : IsScenario(mode))
            return null;
        return metadata.Number("investigation_time", v => v > 0, "years, greater than 0")
            ?? throw GroundMotionErrors.NoInvestigationTimeOfEvents(file);
    }

    /// <summary>The job.ini of a risk calculation may stand beside its hazard.</summary>
    private static bool IsScenario(string mode) =>
        mode == HazardModes.Scenario || RiskModes.Find(mode)?.Hazard == ModeHazard.Scenario;

    /// <summary>
    /// Stochastic event sets per logic tree path; where only the effective time is known (HDF5), as many as it holds
    /// investigation times.
    /// </summary>
    private static int SesPerPath(HazardMetadata metadata, double years)
    {
        if (metadata.Whole("ses_per_logic_tree_path", 1) is { } stated)
            return stated;
        const string expected = "years, not less than the investigation time";
        var effective = metadata.Number("effective_time", v => v >= years, expected);
        return effective is null ? 1 : (int)Math.Round(effective.Value / years);
    }
}
