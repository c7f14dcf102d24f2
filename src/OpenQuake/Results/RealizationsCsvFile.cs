namespace Workers.OpenQuake.Results;

/// <summary>The realizations with their weights.</summary>
internal static class RealizationsCsvFile
{
    public static async Task WriteAsync(ResultFile file, CancellationToken cancel)
    {
        await using var csv = CsvFile.Create(file.PathOf("realizations.csv"), ResultFile.Comment, ["rlz_id", "branch_path", "weight"]);
        foreach (var realization in file.Results.Realizations)
        {
            csv.Whole(realization.Ordinal).Text(realization.BranchPath ?? "").Number(realization.Weight);
            await csv.EndRowAsync(cancel).ConfigureAwait(false);
        }
    }
}
