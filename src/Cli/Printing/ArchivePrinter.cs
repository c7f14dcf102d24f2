using Spectre.Console;
using Workers.Operations;
using Workers.Operations.Archive;

namespace Workers.Cli.Printing;

/// <summary>Hazard calculations and risk models with all that is known of them.</summary>
public static class ArchivePrinter
{
    public static void Print(IAnsiConsole console, HazardDetail detail)
    {
        var hazard = detail.Hazard;
        new FactGrid()
            .Add("hazard", $"{hazard.Id}")
            .Add("mode", hazard.Mode)
            .Add("description", hazard.Description)
            .Add("sites", $"{hazard.Sites:N0}")
            .Add("events", hazard.Events > 0 ? $"{hazard.Events:N0}" : null)
            .Add("IMTs", string.Join(' ', detail.Imts.Select(NameOf)))
            .Add("outputs", Some(detail.Outputs))
            .Add("realizations", $"{detail.Realizations:N0}")
            .Add("years", hazard.InvestigationTime is { } years ? $"{years}" : "a scenario")
            .Add("area", Amounts.Box(detail.Area))
            .Add("size", Amounts.Bytes(detail.Bytes))
            .Add("engine", hazard.EngineVersion)
            .Add("owner", hazard.Owner)
            .Add("added (UTC)", Amounts.Time(hazard.CreatedAt))
            .Add("used by", CountOf(detail.Jobs))
            .Print(console);
        Print(console, detail.Jobs);
    }

    public static void Print(IAnsiConsole console, ModelDetail detail)
    {
        var model = detail.Model;
        new FactGrid()
            .Add("model", model.Id)
            .Add("mode", model.Mode)
            .Add("description", model.Description)
            .Add("assets", $"{model.Assets:N0} at {detail.Places:N0} places")
            .Add("loss types", string.Join(' ', model.LossTypes))
            .Add("IMTs", string.Join(' ', model.Imts))
            .Add("hazard years", $"{detail.InvestigationTime}")
            .Add("risk years", $"{detail.RiskInvestigationTime}")
            .Add("hazard within", $"{model.AssetHazardDistance} km")
            .Add("area", Amounts.Box(detail.Area))
            .Add("files", Some(detail.Files))
            .Add("size", Amounts.Bytes(detail.Bytes))
            .Add("owner", model.Owner)
            .Add("added (UTC)", Amounts.Time(model.CreatedAt))
            .Add("used by", CountOf(detail.Jobs))
            .Print(console);
        Print(console, detail.Jobs);
    }

    private static string NameOf(ImtView imt) =>
        imt.Levels.Count > 0 ? $"{imt.Name} ({imt.Levels.Count} levels)" : imt.Name;

    private static string Some(IReadOnlyList<string> names)
    {
        const int most = 8;
        var shown = string.Join(' ', names.Take(most));
        return names.Count > most ? $"{shown} … ({names.Count:N0})" : shown;
    }

    private static string CountOf(JobUse jobs) => jobs.Total switch
    {
        0 => "no job",
        1 => "1 job",
        _ when jobs.Total > jobs.Newest.Count => $"{jobs.Total:N0} jobs, of which the newest",
        _ => $"{jobs.Total} jobs",
    };

    private static void Print(IAnsiConsole console, JobUse jobs)
    {
        if (jobs.Newest.Count == 0) return;
        var length = ShortIds.LengthFor(jobs.Newest.Select(job => $"{job.JobId}"));
        RankedColumn<JobOfArchive>[] columns =
        [
            new("job", 0, job => ShortIds.Shorten($"{job.JobId}", length)),
            new("state", 1, job => job.State),
            new("began (UTC)", 2, job => Amounts.Time(job.StartedAt)),
            new("owner", 3, job => job.Owner ?? "") { CanShrink = true },
        ];
        console.Write(RankedTable.Create(jobs.Newest, columns, console.Profile.Width));
    }
}
