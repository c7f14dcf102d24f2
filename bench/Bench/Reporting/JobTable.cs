using System.Globalization;
using Workers.Contracts;

namespace Workers.Bench.Reporting;

/// <summary>Jobs with their seconds by step, and the memory of each kind of process.</summary>
internal static class JobTable
{
    /// <summary>Processes of a kind, by the beginning of their names.</summary>
    public static IReadOnlyList<string> Processes { get; } = ["importer", "calculator", "exporter", "coordinator"];

    public static double Megabytes(JobFigures job, string process) =>
        job.Megabytes.Where(m => m.Key.StartsWith(process, StringComparison.Ordinal)).Max(m => m.Value);

    public static IEnumerable<string> Markdown(IEnumerable<JobFigures> jobs) => Table.Markdown(
        [
            "job",
            "sites",
            "events",
            "assets",
            "values",
            "Calculators",
            "import",
            "calculate",
            "export",
            "published to archived",
            .. Processes.Select(p => p + ", MB"),
        ],
        jobs.Select(job => new[]
        {
            job.Mode,
            Count(job.Sites),
            job.Events == 0 ? "" : Count(job.Events),
            Count(job.Assets),
            Count(job.Values),
            Count(job.Calculators),
            Seconds(job, JobState.ImportingHazard),
            Seconds(job, JobState.Calculating),
            Seconds(job, JobState.ExportingResults),
            $"{Spread.Number(job.Seconds)} s",
        }.Concat(Processes.Select(p => Megabytes(job, p).ToString("0", CultureInfo.InvariantCulture)))));

    private static string Seconds(JobFigures job, string state) =>
        $"{Spread.Number(job.Steps.GetValueOrDefault(state))} s";

    private static string Count(long count) => count.ToString("N0", CultureInfo.InvariantCulture);
}
