using Workers.Risk.Hazard;
using Workers.Risk.Job;
using Workers.Risk.Modes;
using Workers.Errors;

namespace Workers.OpenQuake.Hazard;

/// <summary>
/// Puts ground motion fields, sites, events and realizations of a calculation together. With a hazard.json, sites may have been left out on
/// purpose, and the rows at them are passed over; without one, a row at an unknown site is an error.
/// </summary>
internal static class GroundMotionReader
{
    public static ArchivableHazard Read(HazardFolder folder, HazardMetadata metadata, Sites? sites, IReadOnlyList<Realization>? realizations)
    {
        var name = HazardFolder.Only(folder.GroundMotion, "ground motion fields")!;
        var content = name.EndsWith(".hdf5", StringComparison.Ordinal)
            ? GmfHdf5.Read(folder.PathOf(name), name, metadata)
            : ReadCsv(folder, metadata, sites, name);
        var stated = CheckRealizations(content.Events, realizations, name);
        var years = Years(metadata, name);
        return new ArchivableHazard
        {
            Mode = years is null ? HazardModes.Scenario : HazardModes.EventBased,
            Kind = HazardKind.GroundMotion,
            InvestigationTime = years,
            SesPerLogicTreePath = years is null ? null : Sets(metadata, years.Value),
            LogicTreeSamples = metadata.Whole("number_of_logic_tree_samples", 0) ?? 0,
            Sites = content.Sites.Collection,
            Depths = content.Sites.Depths,
            SiteParameters = content.Sites.Parameters,
            Imts = [.. content.Imts.Select(i => new ImtLevels(i, []))],
            Realizations = stated,
            Outputs = [new("gmf", null, null)],
            GroundMotion = new GroundMotionFields(content.Sites.Collection, content.Imts, content.Events, stated, content.Gmvs),
        };
    }

    private static GroundMotionContent ReadCsv(HazardFolder folder, HazardMetadata metadata, Sites? sites, string name)
    {
        if (sites is null)
            throw new InputException(ErrorCode.HazardFileMissing, "There is no file of sites.", name, "sites.csv or sitemesh_12.csv with site_id, lon, lat");
        using var csv = new Utf8Csv(folder.PathOf(name), name);
        metadata.TakeComment(HeaderComment.Parse(csv.Comment), name);
        var events = ReadEvents(folder, metadata, name);
        return new(sites, events, GmfCsv.Imts(csv), GmfCsv.Read(csv, sites, events, sitesMayBeLeftOut: folder.Json is not null));
    }

    /// <summary>
    /// From the events export; without one, the events are those of the ground motion file, as in the engine (base.py: <c>import_gmfs_csv</c>),
    /// which asks that their ids begin at 0.
    /// </summary>
    private static EventSet ReadEvents(HazardFolder folder, HazardMetadata metadata, string gmfs)
    {
        EventSet events;
        if (HazardFolder.Only(folder.Events, "events") is { } file)
            events = EventsCsv.Read(folder.Bytes(file), file);
        else
        {
            var ids = GmfCsv.EventIds(folder.PathOf(gmfs), gmfs);
            if (ids.Length == 0 || ids[0] != 0)
                throw new InputException(ErrorCode.EventIdsInvalid, ids.Length == 0 ? "There are no events." : $"The event ids begin at {ids[0]}.", gmfs,
                    "ids from 0, or an events.csv that says which events there are");
            events = new(ids, new int[ids.Length], null, new long[ids.Length]);
        }
        return metadata.Whole("num_events", 0) is { } stated && stated != events.Count
            ? throw new InputException(ErrorCode.EventIdsInvalid, $"There are {events.Count} events; num_events says {stated}.", folder.Json ?? gmfs, "the same number")
            : events;
    }

    private static IReadOnlyList<Realization> CheckRealizations(EventSet events, IReadOnlyList<Realization>? stated, string file)
    {
        var most = events.Realizations.Max();
        if (stated is null)
            return most == 0 ? [new(0, 1)]
                : throw new InputException(ErrorCode.WeightsInvalid, $"Nothing says the weights of the {most + 1} realizations.", file, "realizations.csv, or weights in hazard.json");
        return most < stated.Count ? stated
            : throw new InputException(ErrorCode.WeightsInvalid, $"Events belong to realization {most}, which has no weight.", file, $"realizations from 0 to {stated.Count - 1}");
    }

    /// <summary>Scenarios have no investigation time; that there is none must be said, since a lost one would make a catalogue a scenario.</summary>
    private static double? Years(HazardMetadata metadata, string file)
    {
        var mode = metadata.Text("calculation_mode");
        if (mode is null ? metadata.SaysNone("investigation_time") : IsScenario(mode))
            return null;
        return metadata.Number("investigation_time", v => v > 0, "years, greater than 0")
            ?? throw new InputException(ErrorCode.InvestigationTimeMissing, "Nothing says the investigation time of the events.", file,
                "investigation_time in hazard.json or job.ini (null in hazard.json for a scenario, or calculation_mode = scenario in job.ini)");
    }

    /// <summary>The job.ini of a risk calculation may stand beside its hazard.</summary>
    private static bool IsScenario(string mode) =>
        mode == HazardModes.Scenario || RiskModes.Find(mode)?.Hazard == ModeHazard.Scenario;

    /// <summary>Stochastic event sets per logic tree path; where only the effective time is known (HDF5), as many as it holds investigation times.</summary>
    private static int Sets(HazardMetadata metadata, double years) => metadata.Whole("ses_per_logic_tree_path", 1)
        ?? (metadata.Number("effective_time", v => v >= years, "years, not less than the investigation time") is { } effective ? (int)Math.Round(effective / years) : 1);
}
