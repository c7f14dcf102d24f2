using Workers.Risk.Hazard;

namespace Workers.OpenQuake.Results;

/// <summary>The realizations with their weights.</summary>
internal static class RealizationsCsvFile
{
    private static readonly List<CsvColumn<Realization>> Columns =
    [
        new("rlz_id", (csv, realization) => csv.Whole(realization.Ordinal)),
        new("branch_path", (csv, realization) => csv.Text(realization.BranchPath ?? "")),
        new("weight", (csv, realization) => csv.Number(realization.Weight)),
    ];

    public static Task WriteAsync(ResultCsvContext context, CancellationToken cancel) => Columns.WriteAsync(
        context.PathOf("realizations.csv"), context.Comment, context.Results.Realizations, cancel);
}
